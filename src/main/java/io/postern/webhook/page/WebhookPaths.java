package io.postern.webhook.page;

import io.postern.web.RoomPaths;
import io.postern.webhook.WebhookFailing;
import org.springframework.stereotype.Component;

@Component
final class WebhookPaths extends RoomPaths {

    static final String LIST = WebhookFailing.PAGES;
    static final String NEW = LIST + "/new";
    static final String ONE = LIST + "/{id}";

    WebhookPaths() {
        open(Access.ADMINISTRATORS, LIST + "/**");
        link(LIST, "web.open.webhook");
        refusedForm(LIST, NEW);
    }

    static String one(long id) {
        return LIST + "/" + id;
    }
}
