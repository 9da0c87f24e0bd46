package io.postern.passwordreset;

import io.postern.users.OwnPassword;
import io.postern.users.PasswordProblem;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Makes a link for a user to whom no mail gets through, after the administrator's own password. */
@Controller
class OneTimeLinkController {

    private static final String PAGE = "passwordreset/one-time-link";

    private final Users users;
    private final OwnPassword ownPassword;
    private final OneTimeLinks links;
    private final PasswordResetProperties properties;

    OneTimeLinkController(
            Users users, OwnPassword ownPassword, OneTimeLinks links, PasswordResetProperties properties) {
        this.users = users;
        this.ownPassword = ownPassword;
        this.links = links;
        this.properties = properties;
    }

    /** The administrator's own password. */
    record OneTimeLinkForm(@Nullable String password) {

        /** Without what it holds. */
        @Override
        public String toString() {
            return "OneTimeLinkForm";
        }
    }

    @GetMapping("/users/{id}/reset-link")
    String ask(@PathVariable UUID id, Model model) {
        model.addAttribute("form", new OneTimeLinkForm(""));
        return page(user(id), model);
    }

    @PostMapping("/users/{id}/reset-link")
    String make(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") OneTimeLinkForm form,
            BindingResult errors,
            HttpServletResponse response,
            Model model) {
        User user = user(id);
        Optional<PasswordProblem> problem = form.password() == null
                        || form.password().isEmpty()
                ? Optional.of(new PasswordProblem("passwordreset.one-time.password-missing", java.util.List.of()))
                : ownPassword.check(me.id(), form.password());
        if (problem.isPresent()) {
            errors.rejectValue(
                    "password", problem.get().messageKey(), problem.get().args(), null);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } else {
            model.addAttribute("link", links.make(user));
        }
        return page(user, model);
    }

    private User user(UUID id) {
        return users.byId(id).filter(user -> !user.isDisabled()).orElseThrow(NotFound::new);
    }

    private String page(User user, Model model) {
        model.addAttribute("user", user);
        model.addAttribute("minutes", properties.tokenLifetime().toMinutes());
        return PAGE;
    }
}
