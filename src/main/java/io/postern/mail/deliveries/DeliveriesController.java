package io.postern.mail.deliveries;

import io.postern.audit.AuditEntry;
import io.postern.database.ListQuery;
import io.postern.database.RowList;
import io.postern.mail.MailPaths;
import io.postern.mail.queue.DeliveryState;
import io.postern.mail.queue.MailKinds;
import io.postern.selection.SelectionPages;
import io.postern.web.Option;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of all mails, and the queue, which can be paused. */
@Controller
class DeliveriesController {

    private final Deliveries deliveries;
    private final MailKinds kinds;
    private final QueueViews queues;
    private final QueueCommands commands;
    private final UserLinks userLinks;
    private final SelectionPages selections;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;

    DeliveriesController(
            Deliveries deliveries,
            MailKinds kinds,
            QueueViews queues,
            QueueCommands commands,
            UserLinks userLinks,
            SelectionPages selections,
            MessageSource messages,
            ApplicationEventPublisher events) {
        this.deliveries = deliveries;
        this.kinds = kinds;
        this.queues = queues;
        this.commands = commands;
        this.userLinks = userLinks;
        this.selections = selections;
        this.messages = messages;
        this.events = events;
    }

    @GetMapping("/deliveries")
    ModelAndView list(@RequestParam Map<String, String> parameters, Model model, Locale locale) {
        // Read before the list: so the page hears again of a change in between, and does not miss it.
        QueueView queue = queues.current();
        model.addAttribute("shown", deliveries.newest());
        model.addAttribute("selections", selections.bar(MailPaths.DELIVERIES));
        ListQuery query = deliveries.query(parameters);
        RowList.Page<Deliveries.Entry> page = deliveries.page(query);
        model.addAttribute("query", query);
        model.addAttribute("page", page);
        model.addAttribute("userLinks", userLinks.of(page.rows()));
        model.addAttribute("undetermined", query.get("q").isEmpty() ? 0 : deliveries.undetermined());
        model.addAttribute(
                "states",
                Arrays.stream(DeliveryState.values())
                        .map(each -> new Option(each.name(), messages.getMessage(each.messageKey(), null, locale)))
                        .toList());
        model.addAttribute(
                "kinds",
                kinds.names().stream()
                        .sorted()
                        .map(each -> new Option(each, "mail.deliveries.kind." + each, each))
                        .toList());
        model.addAttribute("queue", queue);
        model.addAttribute("listed", queue.listMark());
        return new ModelAndView("mail/deliveries");
    }

    @GetMapping("/deliveries.csv")
    void export(@RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        ListQuery query = deliveries.query(parameters);
        events.publishEvent(new AuditEntry("mail.deliveries.audit.exported", "deliveries.csv", query.filters()));
        deliveries.write(query, response);
    }

    /** The current state for a page that stays open; nothing if the page shows it already. */
    @GetMapping(MailPaths.QUEUE)
    @Nullable
    ModelAndView queue(
            @RequestParam(defaultValue = "") String shown,
            @RequestParam(defaultValue = "") String hold,
            @RequestParam(defaultValue = "") String listed,
            HttpServletResponse response) {
        QueueView queue = queues.current();
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

    @PostMapping("/deliveries/pause")
    ModelAndView pause(RedirectAttributes redirect) {
        commands.pause();
        redirect.addFlashAttribute("flash", "mail.deliveries.flash.paused");
        return Redirects.to(MailPaths.DELIVERIES);
    }

    /** What the queue does next, the page itself says while mail is held. */
    @PostMapping("/deliveries/resume")
    ModelAndView resume(RedirectAttributes redirect) {
        commands.resume();
        if (queues.current().hold() == null) {
            redirect.addFlashAttribute("flash", "mail.deliveries.flash.resumed");
        }
        return Redirects.to(MailPaths.DELIVERIES);
    }
}
