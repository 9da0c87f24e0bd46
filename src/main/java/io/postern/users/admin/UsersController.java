package io.postern.users.admin;

import io.postern.audit.AuditEntry;
import io.postern.database.DatabaseTime;
import io.postern.database.ListQuery;
import io.postern.database.RowList;
import io.postern.selection.SelectionPages;
import io.postern.users.UserPaths;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The table of all users, and the same as a file. */
@Controller
class UsersController {

    /** The page does not show exactly how many more match. */
    private static final int COUNTED = 1000;

    private final UserList users;
    private final UserFormOptions options;
    private final ApplicationEventPublisher events;
    private final SelectionPages selections;
    private final DatabaseTime clock;
    private final Clock time;

    UsersController(
            UserList users,
            UserFormOptions options,
            ApplicationEventPublisher events,
            SelectionPages selections,
            DatabaseTime clock,
            Clock time) {
        this.users = users;
        this.options = options;
        this.events = events;
        this.selections = selections;
        this.clock = clock;
        this.time = time;
    }

    @GetMapping("/users")
    String list(@RequestParam Map<String, String> parameters, Model model, Locale locale) {
        // Read before the list, by the clock that notes when a user is added.
        Instant shown = time.instant();
        ListQuery query = users.query(parameters);
        RowList.Page<UserRow> page = users.page(query);
        int count = count(query, page);
        boolean many = query.isFiltered() && count > COUNTED;
        model.addAttribute("query", query);
        model.addAttribute("page", page);
        model.addAttribute("now", clock.instant());
        model.addAttribute("many", many);
        model.addAttribute("count", many ? COUNTED : count);
        model.addAttribute("shown", shown);
        model.addAttribute("selections", selections.bar(UserPaths.LIST));
        model.addAttribute("roles", options.roles(locale));
        model.addAttribute("statuses", options.statuses(locale));
        return "users/list";
    }

    @GetMapping("/users.csv")
    void export(@RequestParam Map<String, String> parameters, HttpServletResponse response) throws IOException {
        ListQuery query = users.query(parameters);
        events.publishEvent(new AuditEntry("users.audit.exported", "users.csv", query.filters()));
        users.write(query, response);
    }

    private int count(ListQuery query, RowList.Page<UserRow> page) {
        if (page.previous() == null && page.next() == null) {
            return page.rows().size();
        }
        return users.count(query, COUNTED + 1);
    }
}
