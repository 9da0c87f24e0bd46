package io.postern.alerts.list;

import io.postern.alerts.AlertMessages;
import io.postern.alerts.Severity;
import io.postern.database.RowId;
import io.postern.users.SignedInUser;
import io.postern.web.Option;
import io.postern.web.PathRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of alerts, newest first. */
@Controller
class AlertsController {

    private static final int PAGE = 50;

    private final AlertList alerts;
    private final AlertMessages messages;
    private final PathRegistry paths;

    AlertsController(AlertList alerts, AlertMessages messages, PathRegistry paths) {
        this.alerts = alerts;
        this.messages = messages;
        this.paths = paths;
    }

    @GetMapping("/alerts")
    String list(
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "") String component,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String after,
            @AuthenticationPrincipal SignedInUser reader,
            Model model,
            Locale locale) {
        AlertQuery query = AlertQuery.parse(severity, component, state, q);
        Long newerThan = RowId.parse(after);
        Long olderThan = RowId.parse(before);
        List<AlertList.Entry> entries = newerThan != null
                ? alerts.after(newerThan, query, reader.id(), PAGE)
                : alerts.before(olderThan != null ? olderThan : Long.MAX_VALUE, query, reader.id(), PAGE);
        Predicate<String> mayOpen = link -> reader.role().mayOpen(paths.access(link));
        model.addAttribute("query", query);
        model.addAttribute("filtered", query.isFiltered());
        model.addAttribute("newest", alerts.newest());
        model.addAttribute(
                "alerts",
                entries.stream()
                        .map(entry -> AlertView.of(entry, messages, locale, mayOpen))
                        .toList());
        model.addAttribute("severities", severities(locale));
        model.addAttribute("components", components(locale));
        model.addAttribute("states", states(locale));
        if (!entries.isEmpty()) {
            long first = entries.get(0).alert().id();
            long last = entries.get(entries.size() - 1).alert().id();
            boolean newer = !alerts.after(first, query, reader.id(), 1).isEmpty();
            boolean older = !alerts.before(last, query, reader.id(), 1).isEmpty();
            model.addAttribute("previous", newer ? query.path("after", Long.toString(first)) : null);
            model.addAttribute("next", older ? query.path("before", Long.toString(last)) : null);
        }
        return "alerts/list";
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

    private List<Option> states(Locale language) {
        return Arrays.stream(AlertQuery.State.values())
                .map(each -> new Option(each.value(), messages.message(each.messageKey(), language)))
                .toList();
    }
}
