package io.postern.audit;

import io.postern.database.RowId;
import io.postern.web.Option;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The trail, newest first. */
@Controller
class AuditController {

    private static final int PAGE_SIZE = 50;

    private final AuditLines auditLines;
    private final MessageSource messages;

    AuditController(AuditLines auditLines, MessageSource messages) {
        this.auditLines = auditLines;
        this.messages = messages;
    }

    /** A line as the page shows it. */
    record Row(AuditLine line, String action) {}

    @GetMapping("/audit")
    String list(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String after,
            Model model,
            Locale locale) {
        AuditQuery query = AuditQuery.parse(action, q, from, to);
        AuditLines.Page page = auditLines.page(query, RowId.parse(after), RowId.parse(before), PAGE_SIZE);
        List<AuditLine> lines = page.lines();
        model.addAttribute("query", query);
        model.addAttribute(
                "rows",
                lines.stream()
                        .map(line -> new Row(line, text(line.action(), locale)))
                        .toList());
        model.addAttribute("csv", query.path("/audit.csv", "before", ""));
        if (!lines.isEmpty()) {
            long newest = lines.get(0).id();
            long oldest = lines.get(lines.size() - 1).id();
            model.addAttribute("previous", page.newer() ? query.path("/audit", "after", Long.toString(newest)) : null);
            model.addAttribute("next", page.older() ? query.path("/audit", "before", Long.toString(oldest)) : null);
        }
        model.addAttribute(
                "actions",
                auditLines.actions().stream()
                        .map(key -> new Option(key, text(key, locale)))
                        .toList());
        return "audit/list";
    }

    /** The text of a key, or the key itself where a later version no longer knows it. */
    private String text(String key, Locale locale) {
        String text = messages.getMessage(key, null, key, locale);
        return text == null ? key : text;
    }
}
