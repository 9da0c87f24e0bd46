package io.postern.signin.factor;

import io.postern.crypto.OpenedSecret;
import io.postern.installation.Installation;
import io.postern.installation.OneTimeSecretCookie;
import io.postern.installation.SecureRequests;
import io.postern.signin.factor.SecondFactors.Adding;
import io.postern.signin.session.MissingFactor;
import io.postern.signin.session.SessionFactors;
import io.postern.signin.session.SignInSuccessHandler;
import io.postern.users.SignedInUser;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The user's own second factor. A change asks for the password again if the sign-in is long ago, and ends the other sessions. */
@Controller
class OwnFactorsController {

    /** The session's attribute with the sealed secret of an app that is being added. */
    private static final String NEW_SECRET = "newTotpSecret";

    private static final String SEPARATOR = ".";

    private final SecondFactors factors;
    private final SessionFactors session;
    private final SignInSuccessHandler success;
    private final RecentSignIn recentSignIn;
    private final Installation installation;
    private final OneTimeSecretCookie madeCodes;

    OwnFactorsController(
            SecondFactors factors,
            SessionFactors session,
            SignInSuccessHandler success,
            RecentSignIn recentSignIn,
            Installation installation,
            SecureRequests secure) {
        this.factors = factors;
        this.session = session;
        this.success = success;
        this.recentSignIn = recentSignIn;
        this.installation = installation;
        this.madeCodes = new OneTimeSecretCookie(secure, "new-codes", FactorPaths.OWN);
    }

    @GetMapping(FactorPaths.OWN)
    ModelAndView show(
            @AuthenticationPrincipal SignedInUser me, HttpServletRequest request, HttpServletResponse response) {
        List<String> codes = List.of(madeCodes.take(request, response).split("[" + SEPARATOR + "]", -1));
        return new ModelAndView("signin/own-security")
                .addObject("factors", factors.state(me.id()))
                .addObject("required", isRequired(me))
                .addObject("codes", factors.areCodes(me.id(), codes) ? codes : List.of());
    }

    @PostMapping(FactorPaths.APP + "/new")
    ModelAndView begin(@AuthenticationPrincipal SignedInUser me, HttpServletRequest request) {
        recentSignIn.require(FactorPaths.OWN);
        if (!factors.state(me.id()).canAdd()) {
            return Redirects.to(FactorPaths.OWN);
        }
        request.getSession().setAttribute(NEW_SECRET, factors.newSecret(me.id()));
        return Redirects.to(FactorPaths.APP);
    }

    @GetMapping(FactorPaths.APP)
    ModelAndView showApp(
            @AuthenticationPrincipal SignedInUser me,
            @SessionAttribute(name = NEW_SECRET, required = false) @Nullable String sealed) {
        return appPage(me, sealed).addObject("form", new FactorSignInController.CodeForm(""));
    }

    @PostMapping(FactorPaths.APP)
    ModelAndView addApp(
            @AuthenticationPrincipal SignedInUser me,
            Authentication authentication,
            @SessionAttribute(name = NEW_SECRET, required = false) @Nullable String sealed,
            @ModelAttribute("form") FactorSignInController.CodeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        recentSignIn.require(FactorPaths.APP);
        if (sealed == null) {
            return Redirects.to(FactorPaths.OWN);
        }
        boolean wasDue = MissingFactor.in(authentication).isPresent();
        Adding adding = factors.addApp(me, sealed, form.code());
        if (adding instanceof Adding.Refused refused) {
            errors.rejectValue("code", refused.why().problem());
            ModelAndView page = appPage(me, sealed);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        if (adding instanceof Adding.Added added) {
            request.getSession().removeAttribute(NEW_SECRET);
            session.add(SignedInUser.of(added.user()), MissingFactor.CODE_AUTHORITY, request, response);
            showCodes(added.newCodes(), request, response);
            if (wasDue) {
                redirect.addFlashAttribute("next", success.finish(me, request, response));
            }
            redirect.addFlashAttribute("flash", "signin.flash.app-added");
        }
        return Redirects.to(FactorPaths.OWN);
    }

    @PostMapping(FactorPaths.APP + "/remove")
    ModelAndView removeApp(
            @AuthenticationPrincipal SignedInUser me,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        recentSignIn.require(FactorPaths.OWN);
        if (isRequired(me)) {
            redirect.addFlashAttribute("notice", "signin.own.required");
            return Redirects.to(FactorPaths.OWN);
        }
        factors.removeApp(me).ifPresent(user -> {
            session.renew(SignedInUser.of(user), request, response);
            redirect.addFlashAttribute("flash", "signin.flash.app-removed");
        });
        return Redirects.to(FactorPaths.OWN);
    }

    @PostMapping(FactorPaths.OWN + "/codes")
    ModelAndView makeCodes(
            @AuthenticationPrincipal SignedInUser me, HttpServletRequest request, HttpServletResponse response) {
        recentSignIn.require(FactorPaths.OWN);
        showCodes(factors.newCodes(me.id()), request, response);
        return Redirects.to(FactorPaths.OWN);
    }

    private boolean isRequired(SignedInUser me) {
        return installation.recent().secondFactor().concerns(me);
    }

    private void showCodes(List<String> codes, HttpServletRequest request, HttpServletResponse response) {
        if (!codes.isEmpty()) {
            madeCodes.write(String.join(SEPARATOR, codes), request, response);
        }
    }

    private ModelAndView appPage(SignedInUser me, @Nullable String sealed) {
        if (sealed == null || !(factors.open(me.id(), sealed) instanceof OpenedSecret.Text secret)) {
            return Redirects.to(FactorPaths.OWN);
        }
        String issuer = installation.recent().name();
        return new ModelAndView("signin/new-app")
                .addObject("secret", secret.value().replaceAll("(.{4})(?!$)", "$1 "))
                .addObject("qr", QrImage.of(secret.value(), issuer, me.username()));
    }
}
