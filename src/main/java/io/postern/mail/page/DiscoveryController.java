package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.discovery.Discovery;
import io.postern.mail.discovery.DiscoveryStage;
import io.postern.mail.discovery.SettingsDiscovery;
import io.postern.mail.providers.FailureAdvice;
import io.postern.mail.settings.MailForm;
import io.postern.net.EmailAddress;
import io.postern.ratelimit.RateLimiter;
import io.postern.users.SignedInUser;
import io.postern.web.RetainedForm;
import java.time.Duration;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finds the settings from an address, and fills the form with them. Nothing is stored, and the password is not sent back. */
@Controller
class DiscoveryController {

    private static final String VIEW = "mail/discover";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettingsDiscovery discovery;
    private final FailureAdvice advice;
    private final RateLimiter limits;
    private final MailTestProperties properties;
    private final MailPage page;

    DiscoveryController(
            SettingsDiscovery discovery,
            FailureAdvice advice,
            RateLimiter limits,
            MailTestProperties properties,
            MailPage page) {
        this.discovery = discovery;
        this.advice = advice;
        this.limits = limits;
        this.properties = properties;
        this.page = page;
    }

    @GetMapping({MailPaths.DISCOVER, MailPaths.SERVER + "/discover"})
    ModelAndView show(@RequestParam(defaultValue = "") String address, Model model) {
        model.addAttribute("form", RetainedForm.orElse(new DiscoveryForm(address, "", false, "", ""), model));
        return new ModelAndView(fresh(model));
    }

    @PostMapping({MailPaths.DISCOVER, MailPaths.SERVER + "/discover"})
    ModelAndView search(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @ModelAttribute("form") DiscoveryForm form,
            BindingResult errors,
            @AuthenticationPrincipal @Nullable SignedInUser reader,
            Model model) {
        Optional<EmailAddress> address = EmailAddress.parse(form.address());
        if (address.isEmpty()) {
            errors.rejectValue(
                    "address",
                    form.address().isBlank() ? "mail.discovery.address.missing" : "mail.settings.address.malformed");
            discovery.refuse(form.testId(), reader);
            return new ModelAndView(fresh(model), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<Discovery> found = limits.tryAcquire("mail-test", properties.testsPerMinute(), MINUTE)
                ? discovery.run(new SettingsDiscovery.Order(
                        address.get(),
                        form.password(),
                        form.confirm() ? form.confirmHost() : "",
                        form.testId(),
                        reader))
                : Optional.empty();
        if (found.isEmpty()) {
            discovery.refuse(form.testId(), reader);
            model.addAttribute("tooManyTests", true);
            return new ModelAndView(fresh(model), HttpStatus.TOO_MANY_REQUESTS);
        }
        return new ModelAndView(result(server, found.get(), form, reader, model));
    }

    private String result(
            MailServerPage server, Discovery found, DiscoveryForm typed, @Nullable SignedInUser reader, Model model) {
        model.addAttribute("discovery", found);
        if (!found.outcome().fillsForm()) {
            return fresh(model);
        }
        MailForm stored = MailForm.of(server.stored());
        MailForm filled = stored.with(found.fields(stored));
        page.fresh(server, model, reader);
        model.addAttribute("form", filled);
        model.addAttribute("passwordTyped", !typed.password().isEmpty());
        Failure failure = found.failure();
        model.addAttribute(
                "discoveryAdvice", failure == null ? null : advice.on(failure.problem(), failure.reply(), filled));
        return page.show(server, model, filled, false);
    }

    private static String fresh(Model model) {
        model.addAttribute("stages", DiscoveryStage.values());
        model.addAttribute("testId", UUID.randomUUID().toString());
        return VIEW;
    }
}
