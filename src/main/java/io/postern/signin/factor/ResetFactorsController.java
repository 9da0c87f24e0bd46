package io.postern.signin.factor;

import io.postern.users.PasswordConfirmation;
import io.postern.users.PasswordProblem;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Removes the second factors of a user who lost them. The administrator types their own password first. */
@Controller
@RequestMapping("/users/{id}/reset-factors")
class ResetFactorsController {

    private final Users users;
    private final SecondFactors factors;
    private final PasswordConfirmation ownPassword;

    ResetFactorsController(Users users, SecondFactors factors, PasswordConfirmation ownPassword) {
        this.users = users;
        this.factors = factors;
        this.ownPassword = ownPassword;
    }

    /** The administrator's own password. */
    record ResetForm(String password) {
        /** Without what it holds. */
        @Override
        public String toString() {
            return "ResetForm";
        }
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id) {
        return page(user(id)).addObject("form", new ResetForm(""));
    }

    @PostMapping
    ModelAndView reset(
            @PathVariable UUID id,
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") ResetForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        User user = user(id);
        Optional<PasswordProblem> problem = problem(me, user, form);
        if (problem.isPresent()) {
            errors.rejectValue(
                    "password", problem.get().messageKey(), problem.get().args(), null);
            ModelAndView page = page(user);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        factors.reset(id);
        redirect.addFlashAttribute("flash", "signin.flash.factors-reset");
        redirect.addFlashAttribute("flashArgs", user.username());
        return Redirects.to(UserPaths.user(id));
    }

    /** Without this, somebody at an open session could remove the second factor that it asks for. */
    private Optional<PasswordProblem> problem(SignedInUser me, User user, ResetForm form) {
        if (user.id().equals(me.id())) {
            return Optional.of(new PasswordProblem("signin.reset-factors.own", List.of()));
        }
        return form.password().isEmpty()
                ? Optional.of(new PasswordProblem("signin.reset-factors.password-missing", List.of()))
                : ownPassword.check(me.id(), form.password());
    }

    private User user(UUID id) {
        return users.byId(id).filter(User::hasSecondFactor).orElseThrow(NotFound::new);
    }

    private static ModelAndView page(User user) {
        return new ModelAndView("signin/reset-factors", "user", user);
    }
}
