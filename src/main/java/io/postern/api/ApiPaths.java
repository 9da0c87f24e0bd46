package io.postern.api;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
final class ApiPaths extends RoomPaths {

    ApiPaths() {
        open(Access.ADMINISTRATORS, ApiTokensController.PATH + "/**", "/users/{id}/api-tokens");
        link(ApiTokensController.PATH, "web.open.settings-api-tokens");
        machines("/api/");
    }
}
