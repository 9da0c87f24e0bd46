package io.postern.audit;

import io.postern.database.Csv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The trail as a file, with the filters of the page; a bounded part of it is in memory at any time. */
@Controller
class AuditExport {

    private static final int BATCH = 1000;

    private final AuditLines lines;
    private final ApplicationEventPublisher events;

    AuditExport(AuditLines lines, ApplicationEventPublisher events) {
        this.lines = lines;
        this.events = events;
    }

    @GetMapping("/audit.csv")
    void export(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            HttpServletResponse response)
            throws IOException {
        AuditQuery query = AuditQuery.parse(action, q, from, to);
        events.publishEvent(new AuditExported(query));
        PrintWriter out = Csv.file("audit.csv", response);
        out.write(Csv.row("time", "actor", "address", "action", "subject", "details"));
        long position = Long.MAX_VALUE;
        List<AuditLine> page;
        do {
            page = lines.before(position, query, BATCH);
            for (AuditLine line : page) {
                position = line.id();
                out.write(Csv.row(
                        DateTimeFormatter.ISO_INSTANT.format(line.at()),
                        line.actor(),
                        line.clientAddress() == null ? "" : line.clientAddress(),
                        line.action(),
                        line.subject(),
                        line.details()));
            }
        } while (page.size() == BATCH && !out.checkError());
    }
}
