package io.postern.audit;

import io.postern.database.ListQuery;
import io.postern.web.Option;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The trail, newest first, and the same as a file. */
@Controller
class AuditController {

    private final AuditLines lines;
    private final ApplicationEventPublisher events;

    AuditController(AuditLines lines, ApplicationEventPublisher events) {
        this.lines = lines;
        this.events = events;
    }

    @GetMapping("/audit")
    String list(@RequestParam Map<String, String> parameters, Model model) {
        ListQuery query = lines.query(parameters);
        model.addAttribute("query", query);
        model.addAttribute("page", lines.page(query));
        model.addAttribute(
                "actions",
                lines.values("action").stream()
                        .map(key -> Option.ofMessage(key, key))
                        .toList());
        return "audit/list";
    }

    @GetMapping("/audit.csv")
    void export(@RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        ListQuery query = lines.query(parameters);
        events.publishEvent(new AuditEntry("audit.audit.exported", "audit.csv", query.filters()));
        lines.write(query, response);
    }
}
