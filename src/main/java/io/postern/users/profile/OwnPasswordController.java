package io.postern.users.profile;

import io.postern.users.PasswordConfirmation;
import io.postern.users.PasswordMeter;
import io.postern.users.PasswordProblem;
import io.postern.users.PasswordRules;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes the user's own password. All other sessions end. This one goes on under a new id. */
@Controller
class OwnPasswordController {

    private final Users users;
    private final PasswordConfirmation ownPassword;
    private final PasswordRules rules;
    private final PasswordMeter meter;
    private final ProfilePage page;
    private final CurrentSession session;

    OwnPasswordController(
            Users users,
            PasswordConfirmation ownPassword,
            PasswordRules rules,
            PasswordMeter meter,
            ProfilePage page,
            CurrentSession session) {
        this.users = users;
        this.ownPassword = ownPassword;
        this.rules = rules;
        this.meter = meter;
        this.page = page;
        this.session = session;
    }

    /** Where password managers look for the form (W3C, A Well-Known URL for Changing Passwords). */
    @GetMapping("/.well-known/change-password")
    ModelAndView form() {
        return Redirects.to(UserPaths.PROFILE + "#currentPassword");
    }

    @PostMapping("/profile/password")
    ModelAndView change(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("passwordForm") PasswordForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.existing(me.id());
        check(user, form, errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.show(user, model, locale);
        }
        if (!users.replacePasswordHash(user, users.encode(form.password()))) {
            // The old password changed meanwhile, and this session ended with it. The page asks to sign in.
            return Redirects.to("/profile");
        }
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        session.renew(users.existing(user.id()), request, response);
        redirect.addFlashAttribute("flash", "users.flash.password");
        return Redirects.to("/profile");
    }

    /** What the rules say of the new password, while it is typed. */
    @PostMapping("/profile/password/strength")
    ModelAndView strength(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("passwordForm") PasswordForm form,
            HttpServletRequest request,
            Model model) {
        return meter.show(form.password(), users.existing(me.id()), request, model);
    }

    private void check(User user, PasswordForm form, BindingResult errors) {
        List<PasswordProblem> problems = rules.check(form.password(), user);
        problems.forEach(problem -> errors.rejectValue("password", problem.messageKey(), problem.args(), null));
        if (!form.password().equals(form.passwordConfirmation())) {
            errors.rejectValue("passwordConfirmation", "users.password.mismatch");
        }
        ownPassword
                .check(user.id(), form.currentPassword())
                .ifPresent(
                        problem -> errors.rejectValue("currentPassword", problem.messageKey(), problem.args(), null));
    }
}
