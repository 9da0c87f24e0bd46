package io.postern.users.admin;

import io.postern.overview.Repair;
import io.postern.overview.Repair.Severity;
import io.postern.overview.Repair.Text;
import io.postern.overview.RepairSource;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Accounts that need somebody: those that no mail reaches, and an administrator who is alone. */
@Component
@Order(4)
class UserRepairs implements RepairSource {

    /** The page does not say exactly how many more there are. */
    private static final int COUNTED = 1000;

    private static final String STATUS = "status";

    private final UserList list;
    private final Users users;

    UserRepairs(UserList list, Users users) {
        this.list = list;
        this.users = users;
    }

    @Override
    public List<Repair> repairs() {
        List<Repair> repairs = new ArrayList<>();
        int unreachable = list.count(list.query(Map.of(STATUS, UserList.Status.UNREACHABLE.name())), COUNTED + 1);
        if (unreachable > 0) {
            String key = unreachable > COUNTED ? "users.repair.no-address-many" : "users.repair.no-address";
            repairs.add(Repair.of(
                    Severity.WARNING,
                    "users-without-address",
                    Text.of(key, Math.min(unreachable, COUNTED)),
                    UserPaths.LIST + "?" + STATUS + "=" + UserList.Status.UNREACHABLE));
        }
        List<User> administrators = users.enabled(Role.ADMINISTRATOR).stream()
                .filter(user -> !user.isPending())
                .toList();
        if (administrators.size() == 1) {
            User alone = administrators.get(0);
            repairs.add(Repair.of(
                            Severity.ADVICE,
                            "single-administrator",
                            Text.of("users.repair.single-administrator"),
                            UserPaths.NEW)
                    .because(Text.of("users.repair.administrator", alone.displayName())
                            .on(UserPaths.user(alone.id()))));
        }
        return repairs;
    }
}
