package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.domain.DomainCheck;
import io.postern.mail.domain.DomainReport;
import io.postern.mail.domain.DomainResults;
import io.postern.mail.domain.FromDomains;
import io.postern.net.HostName;
import io.postern.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Checks a From domain in the DNS, and says which records to publish. */
@Controller
class DomainCheckController {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FromDomains domains;
    private final DomainCheck check;
    private final DomainResults results;
    private final RateLimiter limits;
    private final MailTestProperties properties;

    DomainCheckController(
            FromDomains domains,
            DomainCheck check,
            DomainResults results,
            RateLimiter limits,
            MailTestProperties properties) {
        this.domains = domains;
        this.check = check;
        this.results = results;
        this.limits = limits;
        this.properties = properties;
    }

    /** @param from an address or a domain; blank for the one from which mail is sent */
    record DomainForm(@Nullable String from) {

        String typed() {
            return from == null ? "" : from;
        }
    }

    @GetMapping(MailPaths.DOMAIN)
    ModelAndView check(@ModelAttribute("form") DomainForm form, BindingResult errors) {
        Optional<String> domain = domains.named(form.typed());
        ModelAndView page = new ModelAndView("mail/domain")
                .addObject(
                        "shown",
                        form.typed().isBlank() ? domain.map(HostName::shown).orElse("") : form.typed());
        if (domain.isEmpty()) {
            if (!form.typed().isBlank()) {
                errors.rejectValue("from", "mail.domain.from.malformed");
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            }
            return page;
        }
        if (!limits.tryAcquire("domain-check", properties.testsPerMinute(), MINUTE)) {
            page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
            return page.addObject("tooMany", true);
        }
        DomainReport report = check.of(domains.toCheck(domain.get()));
        if (domains.all().contains(domain.get())) {
            results.remember(report);
        }
        return page.addObject("report", report);
    }
}
