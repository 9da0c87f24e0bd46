package io.postern.mail.deliveries;

import io.postern.database.ListQuery;
import io.postern.mail.MailPaths;
import io.postern.mail.queue.DeliveryState;
import io.postern.mail.queue.DomainHold;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.web.NotFound;
import io.postern.web.Option;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of all mails, and the history of one. */
@Controller
class DeliveriesController {

    private final Deliveries deliveries;
    private final QueueCommands commands;
    private final QueueHold queueHold;
    private final DomainHold domainHold;
    private final MailSettingsRepository settings;
    private final MailSecret secret;
    private final MessageSource messages;

    DeliveriesController(
            Deliveries deliveries,
            QueueCommands commands,
            QueueHold queueHold,
            DomainHold domainHold,
            MailSettingsRepository settings,
            MailSecret secret,
            MessageSource messages) {
        this.deliveries = deliveries;
        this.commands = commands;
        this.queueHold = queueHold;
        this.domainHold = domainHold;
        this.settings = settings;
        this.secret = secret;
        this.messages = messages;
    }

    @GetMapping("/deliveries")
    ModelAndView list(@RequestParam Map<String, String> parameters, Model model, Locale locale) {
        // Read before the list: so the page hears again of a change in between, and does not miss it.
        QueueView queue = queue();
        ListQuery query = deliveries.query(parameters);
        model.addAttribute("query", query);
        model.addAttribute("page", deliveries.page(query));
        model.addAttribute(
                "states",
                Arrays.stream(DeliveryState.values())
                        .map(each -> new Option(each.name(), messages.getMessage(each.messageKey(), null, locale)))
                        .toList());
        model.addAttribute("queue", queue);
        model.addAttribute("listed", queue.listMark());
        return new ModelAndView("mail/deliveries");
    }

    /** The current state for a page that stays open; nothing if the page shows it already. */
    @GetMapping(MailPaths.QUEUE)
    @Nullable
    ModelAndView queue(
            @RequestParam(defaultValue = "") String shown,
            @RequestParam(defaultValue = "") String hold,
            @RequestParam(defaultValue = "") String listed,
            HttpServletResponse response) {
        QueueView queue = queue();
        if (queue.mark().equals(shown)) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        return new ModelAndView(
                "mail/queue :: now",
                Map.of(
                        "queue",
                        queue,
                        "listed",
                        listed,
                        "holdIsShown",
                        queue.holdMark().equals(hold)));
    }

    @GetMapping("/deliveries/{id}")
    ModelAndView show(@PathVariable long id, Model model, Locale locale) {
        Deliveries.Entry entry = entry(id);
        model.addAttribute("entry", entry);
        model.addAttribute("outlook", outlook(entry, locale));
        model.addAttribute("attempts", deliveries.attempts(id));
        model.addAttribute("passwordHidesCharacters", secret.hidesCharacters(settings.stored()));
        return new ModelAndView("mail/delivery");
    }

    /** What happens next with this mail; null where its state says that. */
    private @Nullable String outlook(Deliveries.Entry entry, Locale locale) {
        if (entry.state() == DeliveryState.FAILED) {
            return messages.getMessage("mail.deliveries.next.ended", null, locale);
        }
        if (entry.state() != DeliveryState.QUEUED) {
            return null;
        }
        Optional<QueueHold.Hold> hold = queueHold.current();
        if (hold.isPresent()) {
            String key = hold.get().byPerson() ? "mail.deliveries.next.paused" : "mail.deliveries.next.held";
            return messages.getMessage(key, null, locale);
        }
        String domain = entry.recipient() == null
                ? ""
                : entry.recipient().substring(entry.recipient().lastIndexOf('@') + 1);
        if (domainHold.nextProbes().containsKey(domain)) {
            return messages.getMessage("mail.deliveries.next.domain", new Object[] {domain}, locale);
        }
        return entry.reason() == null ? null : messages.getMessage("mail.deliveries.next.again", null, locale);
    }

    @PostMapping("/deliveries/{id}/retry")
    ModelAndView retry(@PathVariable long id, RedirectAttributes redirect) {
        boolean done = commands.retry(entry(id));
        return done ? back("/deliveries/" + id, "mail.deliveries.flash.retried", redirect) : tooLate(id, redirect);
    }

    @PostMapping("/deliveries/{id}/cancel")
    ModelAndView cancel(@PathVariable long id, RedirectAttributes redirect) {
        boolean done = commands.cancel(entry(id));
        return done ? back("/deliveries/" + id, "mail.deliveries.flash.cancelled", redirect) : tooLate(id, redirect);
    }

    @PostMapping("/deliveries/pause")
    ModelAndView pause(RedirectAttributes redirect) {
        commands.pause();
        return back("/deliveries", "mail.deliveries.flash.paused", redirect);
    }

    @PostMapping("/deliveries/resume")
    ModelAndView resume(RedirectAttributes redirect) {
        commands.resume();
        return back("/deliveries", "mail.deliveries.flash.resumed", redirect);
    }

    private QueueView queue() {
        return new QueueView(
                deliveries.open(), deliveries.newest(), queueHold.current().orElse(null));
    }

    private Deliveries.Entry entry(long id) {
        return deliveries.find(id).orElseThrow(NotFound::new);
    }

    private static ModelAndView tooLate(long id, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", "mail.deliveries.flash.too-late");
        return Redirects.to("/deliveries/" + id);
    }

    private static ModelAndView back(String path, String flash, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", flash);
        return Redirects.to(path);
    }
}
