package io.postern.accountlinks;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
final class AccountLinkPaths extends RoomPaths {

    AccountLinkPaths() {
        open(
                Access.EVERYBODY,
                "/forgot-password",
                "/reset-password",
                "/reset-password/strength",
                "/invitation",
                "/invitation/strength",
                "/confirm-address");
        open(Access.ADMINISTRATORS, "/users/{id}/password-reset", "/users/{id}/invitation", "/users/{id}/reset-link");
    }
}
