package io.postern.accountlinks;

import io.postern.installation.OneTimeSecretCookie;
import io.postern.installation.SecureRequests;
import io.postern.users.PasswordConfirmation;
import io.postern.users.PasswordProblem;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Makes a link for a user who gets no mail. The administrator types their own password first. */
@Controller
class OneTimeLinkController {

    private final Users users;
    private final PasswordConfirmation ownPassword;
    private final OneTimeLinks links;
    private final OneTimeSecretCookie cookie;
    private final AccountLinkProperties properties;

    OneTimeLinkController(
            Users users,
            PasswordConfirmation ownPassword,
            OneTimeLinks links,
            SecureRequests secure,
            AccountLinkProperties properties) {
        this.users = users;
        this.ownPassword = ownPassword;
        this.links = links;
        this.cookie = new OneTimeSecretCookie(secure, "new-link", UserPaths.LIST);
        this.properties = properties;
    }

    /** The administrator's own password. */
    record OneTimeLinkForm(String password) {

        /** Without what it holds. */
        @Override
        public String toString() {
            return "OneTimeLinkForm";
        }
    }

    /** Asks for the password. Right after a link was made, shows the link instead. */
    @GetMapping("/users/{id}/reset-link")
    ModelAndView show(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) {
        User user = user(id);
        String token = cookie.take(request, response);
        return links.isFor(user, token)
                ? page(user).addObject("link", links.link(token))
                : page(user).addObject("form", new OneTimeLinkForm(""));
    }

    @PostMapping("/users/{id}/reset-link")
    ModelAndView make(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") OneTimeLinkForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = user(id);
        Optional<PasswordProblem> problem = form.password().isEmpty()
                ? Optional.of(new PasswordProblem("accountlinks.one-time.password-missing", List.of()))
                : ownPassword.check(me.id(), form.password());
        if (problem.isPresent()) {
            errors.rejectValue(
                    "password", problem.get().messageKey(), problem.get().args(), null);
            ModelAndView page = page(user);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        cookie.write(links.make(user), request, response);
        return Redirects.to(UserPaths.user(id) + "/reset-link");
    }

    private User user(UUID id) {
        return users.byId(id).filter(user -> !user.isDisabled()).orElseThrow(NotFound::new);
    }

    private ModelAndView page(User user) {
        return new ModelAndView("accountlinks/one-time-link", "user", user)
                .addObject("minutes", properties.tokenLifetime().toMinutes());
    }
}
