package io.postern.users.admin;

import io.postern.database.RowId;
import io.postern.selection.SelectableList;
import io.postern.selection.SelectionPages;
import io.postern.users.UserPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is done to the users who are selected in the list. */
@Controller
@RequestMapping("/users/selected")
class SelectedUsersController {

    private final SelectionPages pages;
    private final SelectableList list;

    SelectedUsersController(SelectionPages pages, UserList users) {
        this.pages = pages;
        this.list = new SelectableList(
                users,
                UserPaths.LIST,
                "users",
                "username",
                "users.selected.",
                RowId::parseUuid,
                "created_at <= :shown",
                SelectedUsersController::time);
    }

    @PostMapping
    ModelAndView select(HttpServletRequest request, HttpServletResponse response) {
        return pages.ask(list, "role", request, response);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        return pages.show(list, id);
    }

    @PostMapping("/{id}")
    ModelAndView confirm(@PathVariable UUID id) {
        return pages.confirm(list, id);
    }

    @GetMapping("/progress")
    ModelAndView progress(@RequestParam UUID id, HttpServletResponse response) {
        return pages.progress(list, id, response);
    }

    private static @Nullable Timestamp time(String shown) {
        try {
            return shown.isEmpty() ? null : Timestamp.from(Instant.parse(shown));
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
