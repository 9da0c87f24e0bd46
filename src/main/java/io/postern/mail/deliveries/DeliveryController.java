package io.postern.mail.deliveries;

import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.providers.Advice;
import io.postern.mail.providers.FailureAdvice;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The history of one mail, which can be retried or cancelled. */
@Controller
class DeliveryController {

    private final Deliveries deliveries;
    private final QueueCommands commands;
    private final DeliveryOutlooks outlooks;
    private final FailureAdvice failureAdvice;
    private final UserLinks userLinks;
    private final MailSettingsRepository settings;
    private final MailSecret secret;

    DeliveryController(
            Deliveries deliveries,
            QueueCommands commands,
            DeliveryOutlooks outlooks,
            FailureAdvice failureAdvice,
            UserLinks userLinks,
            MailSettingsRepository settings,
            MailSecret secret) {
        this.deliveries = deliveries;
        this.commands = commands;
        this.outlooks = outlooks;
        this.failureAdvice = failureAdvice;
        this.userLinks = userLinks;
        this.settings = settings;
        this.secret = secret;
    }

    @GetMapping("/deliveries/{id}")
    ModelAndView show(@PathVariable long id, Model model) {
        Deliveries.Entry entry = entry(id);
        model.addAttribute("entry", entry);
        model.addAttribute("userLinks", userLinks.of(List.of(entry)));
        model.addAttribute("outlook", outlooks.of(entry));
        List<Deliveries.Attempt> attempts = deliveries.attempts(id);
        model.addAttribute("attempts", attempts);
        model.addAttribute("advice", advice(attempts));
        model.addAttribute("passwordHidesCharacters", secret.hidesCharacters(settings.stored()));
        return new ModelAndView("mail/delivery");
    }

    /** What to do about the attempts that failed, under the present settings. */
    private Map<Deliveries.Attempt, Advice> advice(List<Deliveries.Attempt> attempts) {
        MailForm form = MailForm.of(settings.stored());
        Map<Deliveries.Attempt, Advice> known = new HashMap<>();
        for (Deliveries.Attempt attempt : attempts) {
            SmtpProblem.byCode(attempt.problem())
                    .ifPresent(problem -> known.put(attempt, failureAdvice.on(problem, attempt.reply(), form)));
        }
        return known;
    }

    @PostMapping("/deliveries/{id}/retry")
    ModelAndView retry(@PathVariable long id, RedirectAttributes redirect) {
        return done(commands.retry(entry(id)), id, "mail.deliveries.flash.retried", redirect);
    }

    @PostMapping("/deliveries/{id}/cancel")
    ModelAndView cancel(@PathVariable long id, RedirectAttributes redirect) {
        return done(commands.cancel(entry(id)), id, "mail.deliveries.flash.cancelled", redirect);
    }

    private Deliveries.Entry entry(long id) {
        return deliveries.find(id).orElseThrow(NotFound::new);
    }

    private static ModelAndView done(boolean done, long id, String flash, RedirectAttributes redirect) {
        redirect.addFlashAttribute(done ? "flash" : "notice", done ? flash : "mail.deliveries.flash.too-late");
        return Redirects.to("/deliveries/" + id);
    }
}
