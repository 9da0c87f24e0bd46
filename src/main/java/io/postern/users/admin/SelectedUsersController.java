package io.postern.users.admin;

import io.postern.database.RowId;
import io.postern.selection.SelectableList;
import io.postern.selection.SelectionController;
import io.postern.selection.SelectionPages;
import io.postern.users.UserPaths;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is done to the users who are selected in the list. */
@Controller
@RequestMapping("/users/selected")
class SelectedUsersController extends SelectionController {

    SelectedUsersController(SelectionPages pages, UserList users) {
        super(
                pages,
                new SelectableList(
                        users,
                        UserPaths.LIST,
                        "users",
                        "username",
                        "users.selected.",
                        "role",
                        RowId::parseUuid,
                        "created_at <= :shown",
                        SelectedUsersController::time));
    }

    private static @Nullable Timestamp time(String shown) {
        try {
            return shown.isEmpty() ? null : Timestamp.from(Instant.parse(shown));
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
