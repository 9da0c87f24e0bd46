package io.postern.webhook.page;

import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookSubjects;
import io.postern.webhook.Webhooks;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;

/** A test call, and what the receiver answered. */
@Controller
class WebhookTestController {

    private static final String PAGE = "webhook/show";

    private final Webhooks webhooks;
    private final WebhookSubjects subjects;
    private final WebhookHistory history;
    private final WebhookOptions options;
    private final WebhookTester test;

    WebhookTestController(
            Webhooks webhooks,
            WebhookSubjects subjects,
            WebhookHistory history,
            WebhookOptions options,
            WebhookTester test) {
        this.webhooks = webhooks;
        this.subjects = subjects;
        this.history = history;
        this.options = options;
        this.test = test;
    }

    @PostMapping(WebhookPaths.ONE + "/test")
    String test(
            @PathVariable long id,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale language) {
        StoredWebhook webhook = webhooks.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("answer", test.run(webhook));
        model.addAttribute("webhook", history.view(webhook));
        if (htmx != null) {
            return PAGE + " :: panel";
        }
        model.addAttribute("form", WebhookForm.of(webhook, subjects));
        options.addTo(model, language);
        return PAGE;
    }
}
