package io.postern.audit;

import io.postern.database.ListQuery;
import io.postern.database.RowList;
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
    private final AuditLabels labels;
    private final ApplicationEventPublisher events;

    AuditController(AuditLines lines, AuditLabels labels, ApplicationEventPublisher events) {
        this.lines = lines;
        this.labels = labels;
        this.events = events;
    }

    @GetMapping("/audit")
    String list(@RequestParam Map<String, String> parameters, Model model) {
        ListQuery query = lines.query(parameters);
        model.addAttribute("query", query);
        RowList.Page<AuditLine> page = lines.shown(query);
        model.addAttribute("page", page);
        model.addAttribute("beneath", lines.beneath(page.rows()));
        model.addAttribute("labels", labels);
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
