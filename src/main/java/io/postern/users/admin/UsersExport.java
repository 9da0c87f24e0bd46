package io.postern.users.admin;

import io.postern.database.Csv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The users of the list as a file, with its filters and order; a bounded part of them is in memory at any time. */
@Controller
class UsersExport {

    private static final int BATCH = 1000;

    private final UserList users;
    private final ApplicationEventPublisher events;

    UsersExport(UserList users, ApplicationEventPublisher events) {
        this.users = users;
        this.events = events;
    }

    @GetMapping("/users.csv")
    void export(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String sort,
            HttpServletResponse response)
            throws IOException {
        UserQuery query = UserQuery.parse(q, role, status, sort, "", "");
        events.publishEvent(new UsersExported(query));
        PrintWriter out = Csv.file("users.csv", response);
        // The first columns are those of an import.
        out.write(Csv.row(
                "username",
                "email",
                "displayName",
                "role",
                "language",
                "disabled",
                "pending",
                "createdAt",
                "lastSignInAt"));
        List<UserRow> rows = users.rows(query, BATCH);
        rows.forEach(row -> out.write(line(row)));
        while (rows.size() == BATCH && !out.checkError()) {
            rows = users.rowsBeyond(rows.get(BATCH - 1), query, BATCH);
            rows.forEach(row -> out.write(line(row)));
        }
    }

    private static String line(UserRow row) {
        return Csv.row(
                row.username(),
                row.email() == null ? "" : row.email(),
                row.displayName(),
                row.role().name(),
                row.language() == null ? "" : row.language(),
                Boolean.toString(row.disabled()),
                Boolean.toString(row.pending()),
                time(row.createdAt()),
                time(row.lastSignInAt()));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : DateTimeFormatter.ISO_INSTANT.format(at);
    }
}
