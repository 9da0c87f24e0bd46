package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.settings.AccountFactory;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailFormCheck;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.test.MailTestForm;
import io.postern.mail.test.MailTestService;
import io.postern.mail.test.MailTestView;
import io.postern.net.EmailAddress;
import io.postern.ratelimit.RateLimiter;
import io.postern.users.SignedInUser;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/** Tests what is in the form, saved or not. Nothing is queued, and no settings are stored. */
@Controller
class MailTestController {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MailFormCheck check;
    private final AccountFactory accounts;
    private final MailTestService run;
    private final RateLimiter limits;
    private final MailTestProperties properties;
    private final MailPage page;

    MailTestController(
            MailFormCheck check,
            AccountFactory accounts,
            MailTestService run,
            RateLimiter limits,
            MailTestProperties properties,
            MailPage page) {
        this.check = check;
        this.accounts = accounts;
        this.run = run;
        this.limits = limits;
        this.properties = properties;
        this.page = page;
    }

    @PostMapping({MailPaths.SETTINGS + "/test", MailPaths.SERVER + "/test"})
    ModelAndView test(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @ModelAttribute("form") MailForm form,
            BindingResult errors,
            @ModelAttribute("test") MailTestForm test,
            BindingResult testErrors,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @AuthenticationPrincipal @Nullable SignedInUser reader,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        MailSettings stored = server.stored();
        Optional<CheckedMailForm> checked = check.check(form, stored, errors);
        EmailAddress recipient = recipient(test, reader, testErrors);
        if (checked.isEmpty() || recipient == null) {
            run.refuse(test.testId(), reader);
            showAtTheForm(response);
            model.addAttribute("notTested", true);
            return new ModelAndView(page.show(server, model, form, true), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        SmtpAccount account = accounts.of(checked.get(), stored);
        Optional<MailTestView> result = limits.tryAcquire("mail-test", properties.testsPerMinute(), MINUTE)
                ? run.run(
                        new MailTestService.Order(stored.id(), form, account, recipient, test.testId(), reader, locale))
                : Optional.empty();
        model.addAttribute("result", result.orElse(null));
        model.addAttribute("tooManyTests", result.isEmpty());
        String whole = page.show(server, model, form, false);
        return new ModelAndView(
                htmx == null ? whole : whole + " :: result",
                result.isEmpty() ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.OK);
    }

    /** Errors are shown at the form's fields, not in the place of the result. */
    private static void showAtTheForm(HttpServletResponse response) {
        response.setHeader("HX-Retarget", "#mail-form");
        response.setHeader("HX-Reselect", "#mail-form");
        response.setHeader("HX-Reswap", "outerHTML");
    }

    private @Nullable EmailAddress recipient(MailTestForm test, @Nullable SignedInUser reader, BindingResult errors) {
        String typed = test.recipient().isBlank() ? page.ownAddress(reader) : test.recipient();
        if (typed.isBlank()) {
            errors.rejectValue("recipient", "mail.settings.recipient.missing");
            return null;
        }
        Optional<EmailAddress> address = EmailAddress.parse(typed);
        if (address.isEmpty()) {
            errors.rejectValue("recipient", "mail.settings.address.malformed");
        }
        return address.orElse(null);
    }
}
