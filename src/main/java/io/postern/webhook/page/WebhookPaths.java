package io.postern.webhook.page;

import io.postern.web.RoomPaths;
import io.postern.webhook.NewSecretPage;
import org.springframework.stereotype.Component;

@Component
final class WebhookPaths extends RoomPaths {

    WebhookPaths() {
        open(Access.ADMINISTRATORS, NewSecretPage.PATH + "/**");
    }
}
