package io.postern.signin.factor;

import io.postern.ratelimit.RateLimiter;
import io.postern.signin.factor.SecondFactors.Outcome;
import io.postern.signin.session.MissingFactor;
import io.postern.signin.session.SessionFactors;
import io.postern.signin.session.SignInSuccessHandler;
import io.postern.signin.session.UnfinishedSignIn;
import io.postern.users.SignedInUser;
import io.postern.web.Reader;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second step of a sign-in. Attempts are counted by account, so that other sessions and instances bring no more of them. */
@Controller
@RequestMapping(FactorPaths.SIGN_IN)
class FactorSignInController {

    private static final int ATTEMPTS = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final SecondFactors factors;
    private final SessionFactors session;
    private final SignInSuccessHandler success;
    private final RateLimiter rateLimiter;

    FactorSignInController(
            SecondFactors factors, SessionFactors session, SignInSuccessHandler success, RateLimiter rateLimiter) {
        this.factors = factors;
        this.session = session;
        this.success = success;
        this.rateLimiter = rateLimiter;
    }

    /** The code of an app, or a recovery code. */
    record CodeForm(String code) {
        /** Without what it holds. */
        @Override
        public String toString() {
            return "CodeForm";
        }
    }

    @GetMapping
    ModelAndView show(@Nullable Authentication authentication, HttpServletRequest request) {
        return UnfinishedSignIn.user(authentication)
                .map(user -> page(user, request).addObject("form", new CodeForm("")))
                .orElseGet(FactorSignInController::elsewhere);
    }

    @PostMapping
    ModelAndView signIn(
            @Nullable Authentication authentication,
            @ModelAttribute("form") CodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        SignedInUser user = UnfinishedSignIn.user(authentication).orElse(null);
        if (user == null) {
            return elsewhere();
        }
        Outcome outcome = check(user, form.code());
        if (!outcome.isAccepted()) {
            errors.rejectValue("code", outcome.problem(), new Object[] {WINDOW.toMinutes()}, null);
            ModelAndView page = page(user, request);
            page.setStatus(
                    outcome == Outcome.THROTTLED ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        session.add(user, MissingFactor.CODE_AUTHORITY, request, response);
        if (outcome == Outcome.RECOVERED) {
            int left = factors.state(user.id()).codesLeft();
            redirect.addFlashAttribute("notice", "signin.factor.recovered");
            redirect.addFlashAttribute("flashArgs", left);
        }
        return Redirects.to(success.finish(user, request, response));
    }

    /** In no transaction: the attempt counts whatever becomes of the code, and must not wait for a second connection. */
    private Outcome check(SignedInUser user, String code) {
        String limit = "second-factor:" + user.id();
        if (!rateLimiter.tryAcquire(limit, ATTEMPTS, WINDOW)) {
            return Outcome.THROTTLED;
        }
        Outcome outcome = factors.signIn(user, code);
        if (outcome.isAccepted()) {
            rateLimiter.reset(limit);
        }
        return outcome;
    }

    private static ModelAndView elsewhere() {
        return Redirects.to(Reader.signedIn().isPresent() ? "/" : "/login");
    }

    /** In the language of the user. */
    private static ModelAndView page(SignedInUser user, HttpServletRequest request) {
        request.setAttribute(Reader.ATTRIBUTE, user);
        return new ModelAndView("signin/factor", "username", user.username());
    }
}
