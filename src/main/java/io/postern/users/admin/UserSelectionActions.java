package io.postern.users.admin;

import io.postern.selection.LeftOut;
import io.postern.selection.SelectionAction;
import io.postern.users.LastAdministratorException;
import io.postern.users.Role;
import io.postern.users.UserChanges;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What can be done to selected users, except to mail them. Nobody does to themselves by a selection what would lock them out. */
@Configuration(proxyBeanMethods = false)
class UserSelectionActions {

    private static final String SELF = "when id = :me then 'self'";

    @Bean
    @Order(1)
    static SelectionAction disableUsers(Users users) {
        return SelectionAction.plain(
                UserPaths.LIST,
                "disable",
                "case " + SELF + " when disabled then 'disabled' end",
                (row, none) -> unlessLast(() -> users.disable(UUID.fromString(row))));
    }

    @Bean
    @Order(2)
    static SelectionAction enableUsers(Users users) {
        return SelectionAction.plain(
                UserPaths.LIST, "enable", "case when not disabled then 'enabled' end", (row, none) -> {
                    users.enable(UUID.fromString(row));
                    return null;
                });
    }

    @Bean
    @Order(3)
    static SelectionAction changeRoleOfUsers(UserChanges changes) {
        return new SelectionAction(
                UserPaths.LIST,
                "role",
                true,
                typed -> Arrays.stream(Role.values()).map(Role::name).anyMatch(typed::equals),
                "case when role = :argument then 'has-role' " + SELF + " end",
                (row, role) -> unlessLast(() -> changes.changeRole(UUID.fromString(row), Role.valueOf(role))));
    }

    @Bean
    @Order(6)
    static SelectionAction deleteUsers(Users users) {
        return SelectionAction.plain(
                        UserPaths.LIST,
                        "delete",
                        "case " + SELF + " end",
                        (row, none) -> unlessLast(() -> users.delete(UUID.fromString(row))))
                .withPassword();
    }

    private static @Nullable String unlessLast(Runnable change) {
        try {
            change.run();
            return null;
        } catch (LastAdministratorException refused) {
            throw new LeftOut("last-administrator");
        }
    }
}
