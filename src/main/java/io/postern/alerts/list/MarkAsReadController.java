package io.postern.alerts.list;

import io.postern.users.SignedInUser;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Marks alerts as read: one, those that are ticked, or all that the reader has seen. */
@Controller
class MarkAsReadController {

    private static final int MOST = 1000;

    private final AlertList alerts;
    private final ReadMarks marks;

    MarkAsReadController(AlertList alerts, ReadMarks marks) {
        this.alerts = alerts;
        this.marks = marks;
    }

    @PostMapping("/alerts/{id}/read")
    RedirectView one(
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

    /** @param upTo all up to this alert that match the query, whatever is ticked */
    @PostMapping("/alerts/read")
    RedirectView several(
            @RequestParam(defaultValue = "") List<Long> ids,
            @RequestParam(required = false) @Nullable Long upTo,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "") String component,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "/alerts") String back,
            @AuthenticationPrincipal SignedInUser reader,
            RedirectAttributes redirect) {
        if (upTo != null) {
            AlertQuery query = AlertQuery.parse(severity, component, state, q);
            marks.readUpTo(reader.id(), Math.min(upTo, alerts.newest()), query);
        } else {
            marks.read(reader.id(), ids.stream().limit(MOST).toList());
        }
        boolean none = upTo == null && ids.isEmpty();
        redirect.addFlashAttribute(none ? "notice" : "flash", none ? "alerts.flash.none-ticked" : "alerts.flash.read");
        return Redirects.back(back);
    }
}
