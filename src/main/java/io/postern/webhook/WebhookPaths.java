package io.postern.webhook;

import io.postern.web.RoomPaths;
import org.springframework.stereotype.Component;

@Component
final class WebhookPaths extends RoomPaths {

    WebhookPaths() {
        open(Access.ADMINISTRATORS, NewSecretPage.PATH + "/**");
    }
}
