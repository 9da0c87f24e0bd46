package io.postern.accountlinks;

import io.postern.installation.Installation;
import io.postern.users.PasswordMeter;
import io.postern.users.PasswordRules;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The page behind a mailed link where a user chooses a password. */
@Controller
class ChoosePasswordController {

    private final MailedLinkEntry linkEntry;
    private final Users users;
    private final PasswordRules rules;
    private final PasswordLinkUse newPassword;
    private final PasswordMeter meter;
    private final Installation installation;
    private final PathRegistry paths;

    ChoosePasswordController(
            MailedLinkEntry linkEntry,
            Users users,
            PasswordRules rules,
            PasswordLinkUse newPassword,
            PasswordMeter meter,
            Installation installation,
            PathRegistry paths) {
        this.linkEntry = linkEntry;
        this.users = users;
        this.rules = rules;
        this.newPassword = newPassword;
        this.meter = meter;
        this.installation = installation;
        this.paths = paths;
    }

    @GetMapping({"/reset-password", "/invitation"})
    ModelAndView open(
            @RequestParam(required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        LinkPurpose purpose = purpose(request);
        return linkEntry.open(purpose, token, request, response, (user, presented) -> page(purpose, user)
                .addObject("form", new NewPasswordForm(presented, "", "")));
    }

    @PostMapping({"/reset-password", "/invitation"})
    ModelAndView set(
            @ModelAttribute("form") NewPasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        LinkPurpose purpose = purpose(request);
        Optional<User> user = linkEntry.holder(purpose, form.token(), request);
        if (user.isEmpty()) {
            return linkEntry.refuse(purpose, request, response);
        }
        form.check(user.get(), rules, errors);
        if (errors.hasErrors()) {
            ModelAndView page = page(purpose, user.get());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        String encoded = users.encode(form.password());
        if (!newPassword.set(purpose, form.token(), user.get(), encoded)) {
            return linkEntry.refuse(purpose, request, response);
        }
        linkEntry.forget(purpose, request, response);
        RequestContextUtils.getOutputFlashMap(request)
                .put("username", user.get().username());
        return Redirects.to(paths.signIn() + (purpose == LinkPurpose.INVITATION ? "?invitation" : "?reset"));
    }

    /** What the rules say about the password while it is typed. */
    @PostMapping({"/reset-password/strength", "/invitation/strength"})
    ModelAndView strength(
            @ModelAttribute("form") NewPasswordForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LinkPurpose purpose = purpose(request);
        Optional<User> user = linkEntry.holder(purpose, form.token(), request);
        return user.isEmpty()
                ? linkEntry.refuse(purpose, request, response)
                : meter.show(form.password(), user.get(), request, model);
    }

    private ModelAndView page(LinkPurpose purpose, User user) {
        return new ModelAndView("accountlinks/new-password", "purpose", purpose)
                .addObject("path", purpose.path())
                .addObject("username", user.username())
                .addObject("minimumPasswordLength", installation.current().minimumPasswordLength());
    }

    private static LinkPurpose purpose(HttpServletRequest request) {
        return LinkPurpose.of(request.getServletPath().replace("/strength", ""));
    }
}
