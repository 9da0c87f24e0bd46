package io.postern.webhook.page;

import io.postern.web.Option;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookQueue;
import io.postern.webhook.WebhookStatus;
import io.postern.webhook.WebhookSubjects;
import io.postern.webhook.Webhooks;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Reads what the pages show. */
@Component
class WebhookPages {

    private static final int SHOWN = 10;
    private static final int MOST_COUNTED = 10_000;

    private final JdbcClient jdbc;
    private final Webhooks webhooks;
    private final WebhookStatus webhookStatus;
    private final WebhookQueue queue;
    private final WebhookSubjects subjects;

    WebhookPages(
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

    /** Adds one webhook with its newest calls, and what its form lets choose from. */
    void addOne(StoredWebhook webhook, Model model) {
        addOptions(model);
        model.addAttribute("webhook", view(webhook, newest(webhook.id())));
    }

    /** Adds what the form lets choose from. */
    void addOptions(Model model) {
        model.addAttribute(
                "formats",
                Arrays.stream(WebhookFormat.values())
                        .map(format -> Option.ofMessage(format.name(), format.messageKey()))
                        .toList());
        model.addAttribute(
                "severities",
                subjects.severities().entrySet().stream()
                        .map(severity -> Option.ofMessage(severity.getKey(), severity.getValue()))
                        .toList());
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
        return jdbc.sql(
                        "select id, event, state, queued_at as at, attempts, http_status as status, problem from webhook_call"
                                + " where webhook_id = ? order by number desc fetch first " + SHOWN + " rows only")
                .param(webhook)
                .query(WebhookView.Call.class)
                .list();
    }
}
