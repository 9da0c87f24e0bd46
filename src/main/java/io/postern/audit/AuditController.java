package io.postern.audit;

import io.postern.database.ListQuery;
import io.postern.web.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The trail, newest first, and the same as a file. */
@Controller
class AuditController {

    private final AuditLines lines;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;

    AuditController(AuditLines lines, MessageSource messages, ApplicationEventPublisher events) {
        this.lines = lines;
        this.messages = messages;
        this.events = events;
    }

    @GetMapping("/audit")
    String list(@RequestParam Map<String, String> parameters, Model model, Locale locale) {
        ListQuery query = lines.query(parameters);
        model.addAttribute("query", query);
        model.addAttribute("page", lines.page(query));
        model.addAttribute(
                "actions",
                lines.values("action").stream()
                        .map(key -> new Option(key, text(key, locale)))
                        .toList());
        return "audit/list";
    }

    @GetMapping("/audit.csv")
    void export(@RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        ListQuery query = lines.query(parameters);
        events.publishEvent(new AuditEntry("audit.audit.exported", "audit.csv", query.filters()));
        lines.write(query, response);
    }

    /** The text of a key. An old line may have a key without a text; then the key itself. */
    private String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
