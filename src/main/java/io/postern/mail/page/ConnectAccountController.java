package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.consent.AccountConnectionService;
import io.postern.mail.consent.ConnectProblem;
import io.postern.mail.consent.PendingConsent;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettingsService;
import io.postern.mail.test.MailTestForm;
import io.postern.users.SignedInUser;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * "Connect account": saves the form, sends the browser to the provider, and takes the answer. A page of ours has the link to the
 * provider, because a form may not lead to another site (Content-Security-Policy, form-action).
 */
@Controller
class ConnectAccountController {

    private static final String CONNECT = "/oauth/connect";

    private final MailSettingsService settings;
    private final AccountConnectionService connecting;
    private final MailPage page;
    private final MailServerPages servers;
    private final RecentSignIn recentSignIn;
    private final Clock clock;

    ConnectAccountController(
            MailSettingsService settings,
            AccountConnectionService connecting,
            MailPage page,
            MailServerPages servers,
            RecentSignIn recentSignIn,
            Clock clock) {
        this.settings = settings;
        this.connecting = connecting;
        this.page = page;
        this.servers = servers;
        this.recentSignIn = recentSignIn;
        this.clock = clock;
    }

    @PostMapping({MailPaths.SETTINGS + CONNECT, MailPaths.SERVER + CONNECT})
    ModelAndView save(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @ModelAttribute("form") MailForm form,
            BindingResult errors,
            @ModelAttribute("test") MailTestForm test,
            BindingResult testErrors,
            Model model) {
        recentSignIn.require(server.path());
        if (!form.connectsAccount()) {
            errors.rejectValue("oauthGrant", "mail.settings.connect.other-grant");
        } else if (connecting.callback().isEmpty()) {
            errors.rejectValue("oauthGrant", "mail.settings.connect.no-public-address");
        }
        Optional<MailSettingsService.Saved> saved =
                errors.hasErrors() ? Optional.empty() : settings.save(server.stored(), form, errors);
        return saved.map(done -> Redirects.to(MailPaths.server(done.server()) + CONNECT))
                .orElseGet(
                        () -> new ModelAndView(page.show(server, model, form, true), HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping({MailPaths.SETTINGS + CONNECT, MailPaths.SERVER + CONNECT})
    ModelAndView begin(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @AuthenticationPrincipal SignedInUser me,
            HttpSession session) {
        recentSignIn.require(server.path() + CONNECT);
        Optional<AccountConnectionService.ConsentRequest> begun = connecting.begin(me, server.stored());
        if (begun.isEmpty()) {
            return Redirects.to(server.path());
        }
        AccountConnectionService.ConsentRequest request = begun.get();
        session.setAttribute(PendingConsent.ATTRIBUTE, request.pending());
        return new ModelAndView("mail/connect-account")
                .addObject("provider", request.page().getHost())
                .addObject("address", request.page().toString())
                .addObject("callback", request.callback().toString())
                .addObject("mailbox", request.mailbox());
    }

    /** The browser came back, for whichever server it left: the provider knows one address. Another page shows the result, so that no address with a code stays in the browser. */
    @GetMapping(AccountConnectionService.CALLBACK)
    ModelAndView finish(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            @RequestParam(name = "error_description", defaultValue = "") String description,
            @AuthenticationPrincipal SignedInUser me,
            HttpSession session,
            RedirectAttributes redirect,
            Model model) {
        if (!(session.getAttribute(PendingConsent.ATTRIBUTE) instanceof PendingConsent pending)
                || !pending.isAnsweredBy(state, me, clock.instant())) {
            page.fresh(server, model, me);
            model.addAttribute("connectProblem", ConnectProblem.unasked());
            return new ModelAndView(page.show(server, model), HttpStatus.BAD_REQUEST);
        }
        session.removeAttribute(PendingConsent.ATTRIBUTE);
        @Nullable
        ConnectProblem problem =
                code.isBlank() ? ConnectProblem.refused(error, description) : connecting.finish(pending, code);
        if (problem == null) {
            redirect.addFlashAttribute("flash", "mail.settings.flash.connected");
        } else {
            redirect.addFlashAttribute("connectProblem", problem);
        }
        // Deleted meanwhile, it has no page any more.
        return Redirects.to(servers.find(pending.server()).orElse(server).path());
    }
}
