package io.postern.users;

import java.util.Locale;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The table of all users. */
@Controller
class UsersController {

    private final Users users;
    private final Choices choices;

    UsersController(Users users, Choices choices) {
        this.users = users;
        this.choices = choices;
    }

    @GetMapping("/users")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String page,
            Model model,
            Locale locale) {
        UserQuery query = UserQuery.parse(q, role, status, sort, page);
        Page<User> found = users.page(query);
        model.addAttribute("query", query);
        model.addAttribute("sort", sort);
        model.addAttribute("users", found.map(UserRow::of).getContent());
        model.addAttribute("total", found.getTotalElements());
        model.addAttribute("first", found.getPageable().getOffset() + 1);
        model.addAttribute("last", found.getPageable().getOffset() + found.getNumberOfElements());
        model.addAttribute("previous", found.hasPrevious() ? query.pathToPage(query.page() - 1) : null);
        model.addAttribute("next", found.hasNext() ? query.pathToPage(query.page() + 1) : null);
        model.addAttribute("roles", choices.rolesOrAny(locale));
        model.addAttribute("statuses", choices.statuses(locale));
        return "users/list";
    }
}
