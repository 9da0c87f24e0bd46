package io.postern.signin.password;

import io.postern.audit.AuditEntry;
import io.postern.signin.session.SessionFactors;
import io.postern.users.PasswordConfirmation;
import io.postern.users.PasswordProblem;
import io.postern.users.SignedInUser;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Asks somebody who is signed in for the password again: in a dialog over the form that needs it, or on a page that leads back
 * there.
 */
@Controller
@RequestMapping("/reauthenticate")
class ReauthenticationController {

    /** The header of requests that the dialog makes. */
    private static final String DIALOG = "X-Dialog";

    private static final String PAGE = "signin/reauthenticate";

    private final PasswordConfirmation ownPassword;
    private final SessionFactors factors;
    private final ApplicationEventPublisher events;

    ReauthenticationController(
            PasswordConfirmation ownPassword, SessionFactors factors, ApplicationEventPublisher events) {
        this.ownPassword = ownPassword;
        this.factors = factors;
        this.events = events;
    }

    /** One's own password. */
    record PasswordOnly(String password) {
        /** Without what it holds. */
        @Override
        public String toString() {
            return "PasswordOnly";
        }
    }

    @GetMapping
    ModelAndView show(
            @AuthenticationPrincipal SignedInUser me,
            @SessionAttribute(name = RetainedForm.ATTRIBUTE, required = false) @Nullable RetainedForm retained) {
        return page(me, retained).addObject("form", new PasswordOnly(""));
    }

    @PostMapping
    ModelAndView confirm(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") PasswordOnly form,
            BindingResult errors,
            @SessionAttribute(name = RetainedForm.ATTRIBUTE, required = false) @Nullable RetainedForm retained,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (isRefused(me, form, errors, response)) {
            return page(me, retained);
        }
        request.getSession().removeAttribute(RetainedForm.ATTRIBUTE);
        renew(me, request, response);
        if (retained == null) {
            redirect.addFlashAttribute("flash", "signin.reauthenticate.confirmed");
            return Redirects.to("/");
        }
        redirect.addFlashAttribute("flash", "signin.reauthenticate.check");
        redirect.addFlashAttribute(RetainedForm.ATTRIBUTE, retained);
        return Redirects.to(retained.page());
    }

    @GetMapping(headers = DIALOG)
    ModelAndView showDialog(@AuthenticationPrincipal SignedInUser me) {
        return dialog(me).addObject("form", new PasswordOnly(""));
    }

    /** 204 when the password was right: the form is sent again by the page that it stands on. */
    @PostMapping(headers = DIALOG)
    ModelAndView confirmInDialog(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") PasswordOnly form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (isRefused(me, form, errors, response)) {
            return dialog(me);
        }
        renew(me, request, response);
        return new ModelAndView((model, ofRequest, answer) -> answer.setStatus(HttpStatus.NO_CONTENT.value()));
    }

    private boolean isRefused(SignedInUser me, PasswordOnly form, BindingResult errors, HttpServletResponse response) {
        Optional<PasswordProblem> problem = ownPassword.check(me.id(), form.password());
        String action = problem.isEmpty() ? "signin.audit.confirmed" : "signin.audit.not-confirmed";
        events.publishEvent(new AuditEntry(action, me.username()));
        problem.ifPresent(refused -> {
            errors.rejectValue("password", refused.messageKey(), refused.args(), null);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        });
        return problem.isPresent();
    }

    private void renew(SignedInUser me, HttpServletRequest request, HttpServletResponse response) {
        factors.add(me, FactorGrantedAuthority.PASSWORD_AUTHORITY, request, response);
    }

    private static ModelAndView page(SignedInUser me, @Nullable RetainedForm retained) {
        return new ModelAndView(PAGE)
                .addObject("username", me.username())
                .addObject("back", retained == null ? "/" : retained.page());
    }

    private static ModelAndView dialog(SignedInUser me) {
        return new ModelAndView(PAGE + " :: dialog").addObject("username", me.username());
    }
}
