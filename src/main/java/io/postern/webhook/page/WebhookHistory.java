package io.postern.webhook.page;

import io.postern.webhook.WebhookQueue;
import io.postern.webhook.WebhookSettings;
import io.postern.webhook.WebhookStatus;
import io.postern.webhook.WebhookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the page reads. */
@Repository
class WebhookHistory {

    private static final int SHOWN = 10;
    private static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;
    private final WebhookSettings settings;
    private final WebhookStatus webhookStatus;
    private final WebhookQueue queue;

    WebhookHistory(JdbcClient jdbc, WebhookSettings settings, WebhookStatus webhookStatus, WebhookQueue queue) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.webhookStatus = webhookStatus;
        this.queue = queue;
    }

    WebhookView view() {
        WebhookTarget target = settings.target();
        WebhookStatus.Health health = webhookStatus.current();
        return new WebhookView(
                state(target, health),
                target instanceof WebhookTarget.Ready ready ? ready.url().origin() : "",
                queue.waiting(MOST_COUNTED),
                health.since(),
                health.problem(),
                newest());
    }

    private static WebhookView.State state(WebhookTarget target, WebhookStatus.Health health) {
        if (target instanceof WebhookTarget.None) {
            return WebhookView.State.NONE;
        }
        if (target instanceof WebhookTarget.Unreadable) {
            return WebhookView.State.UNREADABLE;
        }
        return health.failures() == 0 ? WebhookView.State.WORKING : WebhookView.State.FAILING;
    }

    private List<WebhookView.Call> newest() {
        return jdbc.sql("select id, event, state, queued_at, attempts, http_status, problem from webhook_call"
                        + " order by number desc fetch first " + SHOWN + " rows only")
                .query((row, number) -> new WebhookView.Call(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getInt(5),
                        number(row.getInt(6)),
                        row.getString(7)))
                .list();
    }

    private static @Nullable Integer number(int read) {
        return read == 0 ? null : read;
    }
}
