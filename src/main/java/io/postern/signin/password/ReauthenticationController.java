package io.postern.signin.password;

import io.postern.users.PasswordConfirmation;
import io.postern.users.PasswordProblem;
import io.postern.users.SignedInUser;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks somebody who is signed in for the password again, and leads back to the form that wanted it. */
@Controller
class ReauthenticationController {

    private final PasswordConfirmation ownPassword;
    private final PasswordFactor factor;
    private final ApplicationEventPublisher events;
    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    ReauthenticationController(
            PasswordConfirmation ownPassword, PasswordFactor factor, ApplicationEventPublisher events) {
        this.ownPassword = ownPassword;
        this.factor = factor;
        this.events = events;
    }

    /** One's own password. */
    record PasswordOnly(String password) {
        PasswordOnly(@Nullable String password) {
            this.password = password == null ? "" : password;
        }

        /** Without what it holds. */
        @Override
        public String toString() {
            return "PasswordOnly";
        }
    }

    @GetMapping("/reauthenticate")
    String show(@AuthenticationPrincipal SignedInUser me, HttpServletRequest request, Model model) {
        model.addAttribute("form", new PasswordOnly(""));
        return page(me, request, model);
    }

    @PostMapping("/reauthenticate")
    Object confirm(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") PasswordOnly form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        Optional<PasswordProblem> problem = ownPassword.check(me.id(), form.password());
        events.publishEvent(new SignInConfirmed(me.username(), problem.isEmpty()));
        if (problem.isPresent()) {
            errors.rejectValue(
                    "password", problem.get().messageKey(), problem.get().args(), null);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(me, request, model);
        }
        RetainedForm retained = retainedForm(request);
        renew(me, request, response);
        if (retained == null) {
            redirect.addFlashAttribute("flash", "signin.reauthenticate.confirmed");
            return Redirects.to("/");
        }
        redirect.addFlashAttribute("flash", "signin.reauthenticate.check");
        redirect.addFlashAttribute(RetainedForm.ATTRIBUTE, retained);
        return Redirects.to(retained.page());
    }

    private void renew(SignedInUser me, HttpServletRequest request, HttpServletResponse response) {
        request.getSession().removeAttribute(RetainedForm.ATTRIBUTE);
        request.changeSessionId();
        SecurityContextImpl context = new SecurityContextImpl(factor.verifiedNow(me));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
    }

    private static String page(SignedInUser me, HttpServletRequest request, Model model) {
        RetainedForm retained = retainedForm(request);
        model.addAttribute("username", me.username());
        model.addAttribute("back", retained == null ? "/" : retained.page());
        return "signin/reauthenticate";
    }

    private static @Nullable RetainedForm retainedForm(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : (RetainedForm) session.getAttribute(RetainedForm.ATTRIBUTE);
    }
}
