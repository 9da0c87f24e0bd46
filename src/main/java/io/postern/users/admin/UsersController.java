package io.postern.users.admin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The table of all users. */
@Controller
class UsersController {

    private final UserList users;
    private final UserFormOptions options;

    UsersController(UserList users, UserFormOptions options) {
        this.users = users;
        this.options = options;
    }

    @GetMapping("/users")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String before,
            Model model,
            Locale locale) {
        UserQuery query = UserQuery.parse(q, role, status, sort, after, before);
        UserList.Page page = users.page(query);
        int count = users.count(query, page);
        model.addAttribute("query", query);
        model.addAttribute("sort", sort);
        model.addAttribute("users", page.rows());
        model.addAttribute("many", query.isFiltered() && count > UserList.COUNTED);
        model.addAttribute("count", query.isFiltered() ? Math.min(count, UserList.COUNTED) : count);
        model.addAttribute("previous", path(page.previous()));
        model.addAttribute("next", path(page.next()));
        model.addAttribute("roles", options.roles(locale));
        model.addAttribute("statuses", options.statuses(locale));
        return "users/list";
    }

    private static @Nullable String path(@Nullable UserQuery query) {
        return query == null ? null : query.path();
    }
}
