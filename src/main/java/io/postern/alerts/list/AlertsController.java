package io.postern.alerts.list;

import io.postern.alerts.AlertMessages;
import io.postern.alerts.Severity;
import io.postern.audit.AuditEntry;
import io.postern.database.ListQuery;
import io.postern.database.RowList;
import io.postern.users.SignedInUser;
import io.postern.web.NotFound;
import io.postern.web.Option;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of alerts. Marks as read one alert, the ticked ones, or all that the reader has seen. */
@Controller
class AlertsController {

    private static final int MOST_TICKED = 1000;

    private final AlertList alerts;
    private final ReadMarks marks;
    private final AlertMessages messages;
    private final PathRegistry paths;
    private final ApplicationEventPublisher events;

    AlertsController(
            AlertList alerts,
            ReadMarks marks,
            AlertMessages messages,
            PathRegistry paths,
            ApplicationEventPublisher events) {
        this.alerts = alerts;
        this.marks = marks;
        this.messages = messages;
        this.paths = paths;
        this.events = events;
    }

    @GetMapping("/alerts")
    ModelAndView list(
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedInUser reader,
            Model model,
            Locale locale) {
        ListQuery query = alerts.query(parameters);
        RowList.Page<AlertList.Entry> page = alerts.page(query, AlertList.by(reader.id()));
        Predicate<String> mayOpen = link -> reader.role().mayOpen(paths.access(link));
        model.addAttribute("query", query);
        model.addAttribute("page", page);
        model.addAttribute("newest", alerts.newest());
        model.addAttribute(
                "alerts",
                page.rows().stream()
                        .map(entry -> AlertView.of(entry, messages, locale, mayOpen))
                        .toList());
        model.addAttribute("severities", severities(locale));
        model.addAttribute("components", components(locale));
        model.addAttribute("states", states());
        return new ModelAndView("alerts/list");
    }

    /** The texts are those that the reader sees on the page. */
    @GetMapping("/alerts.csv")
    void export(
            @RequestParam Map<String, String> parameters,
            @AuthenticationPrincipal SignedInUser reader,
            HttpServletResponse response)
            throws IOException {
        ListQuery query = alerts.query(parameters);
        events.publishEvent(new AuditEntry("alerts.audit.exported", "alerts.csv", query.filters()));
        alerts.write(query, AlertList.by(reader.id()), response);
    }

    /** The bell alone, for pages that stay open. */
    @GetMapping(AlertPaths.BELL)
    ModelAndView bell() {
        return new ModelAndView("web/layout :: bell");
    }

    @PostMapping("/alerts/{id}/read")
    ModelAndView markOne(
            @PathVariable long id,
            @RequestParam(defaultValue = "/alerts") String back,
            @AuthenticationPrincipal SignedInUser reader,
            RedirectAttributes redirect) {
        if (!alerts.exists(id)) {
            throw new NotFound();
        }
        marks.read(reader.id(), List.of(id));
        redirect.addFlashAttribute("flash", "alerts.flash.read");
        return Redirects.back(back);
    }

    /** @param upTo marks all alerts up to this one that match the query, ticked or not */
    @PostMapping("/alerts/read")
    ModelAndView markSeveral(
            @RequestParam(defaultValue = "") List<Long> ids,
            @RequestParam(required = false) @Nullable Long upTo,
            @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "/alerts") String back,
            @AuthenticationPrincipal SignedInUser reader,
            RedirectAttributes redirect) {
        if (upTo != null) {
            marks.readUpTo(reader.id(), Math.min(upTo, alerts.newest()), alerts.query(parameters));
        } else {
            marks.read(reader.id(), ids.stream().limit(MOST_TICKED).toList());
        }
        boolean none = upTo == null && ids.isEmpty();
        redirect.addFlashAttribute(none ? "notice" : "flash", none ? "alerts.flash.none-ticked" : "alerts.flash.read");
        return Redirects.back(back);
    }

    private List<Option> severities(Locale language) {
        return Arrays.stream(Severity.values())
                .map(severity -> new Option(severity.name(), andAbove(severity, language)))
                .toList();
    }

    private String andAbove(Severity severity, Locale language) {
        String name = messages.message(severity.messageKey(), language);
        return severity == Severity.FATAL ? name : messages.message("alerts.list.and-above", language, name);
    }

    private List<Option> components(Locale language) {
        return alerts.components().stream()
                .map(each -> new Option(each, messages.component(each, language)))
                .toList();
    }

    private static List<Option> states() {
        return Arrays.stream(AlertList.State.values())
                .map(each -> Option.ofMessage(each.code(), each.messageKey()))
                .toList();
    }
}
