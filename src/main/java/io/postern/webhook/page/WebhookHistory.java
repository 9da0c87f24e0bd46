package io.postern.webhook.page;

import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookQueue;
import io.postern.webhook.WebhookStatus;
import io.postern.webhook.WebhookSubjects;
import io.postern.webhook.Webhooks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the pages read. */
@Repository
class WebhookHistory {

    private static final int SHOWN = 10;
    private static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;
    private final Webhooks webhooks;
    private final WebhookStatus webhookStatus;
    private final WebhookQueue queue;
    private final WebhookSubjects subjects;

    WebhookHistory(
            JdbcClient jdbc,
            Webhooks webhooks,
            WebhookStatus webhookStatus,
            WebhookQueue queue,
            WebhookSubjects subjects) {
        this.jdbc = jdbc;
        this.webhooks = webhooks;
        this.webhookStatus = webhookStatus;
        this.queue = queue;
        this.subjects = subjects;
    }

    /** Each webhook, without its calls. */
    List<WebhookView> all() {
        return webhooks.all().stream().map(webhook -> view(webhook, List.of())).toList();
    }

    WebhookView view(StoredWebhook webhook) {
        return view(webhook, newest(webhook.id()));
    }

    private WebhookView view(StoredWebhook webhook, List<WebhookView.Call> calls) {
        WebhookStatus.Health health = webhookStatus.current(webhook.id());
        WebhookView.State working = health.failures() == 0 ? WebhookView.State.WORKING : WebhookView.State.FAILING;
        return new WebhookView(
                webhook.id(),
                webhook.access() == null ? WebhookView.State.UNREADABLE : working,
                webhook.destination(),
                webhook.choices().format(),
                List.copyOf(subjects.severities().values())
                        .get(webhook.choices().severity()),
                webhook.choices().components(),
                queue.waiting(webhook.id(), MOST_COUNTED),
                health.since(),
                health.problem(),
                calls);
    }

    private List<WebhookView.Call> newest(long webhook) {
        return jdbc.sql("select id, event, state, queued_at, attempts, http_status, problem from webhook_call"
                        + " where webhook_id = ? order by number desc fetch first " + SHOWN + " rows only")
                .param(webhook)
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
