package io.postern.webhook.page;

import io.postern.web.Option;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookSubjects;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the form lets choose from. */
@Component
class WebhookOptions {

    private final WebhookSubjects subjects;
    private final MessageSource messages;

    WebhookOptions(WebhookSubjects subjects, MessageSource messages) {
        this.subjects = subjects;
        this.messages = messages;
    }

    void addTo(Model model, Locale language) {
        model.addAttribute(
                "formats",
                Arrays.stream(WebhookFormat.values())
                        .map(format -> option(format.name(), format.messageKey(), language))
                        .toList());
        model.addAttribute(
                "severities",
                subjects.severities().entrySet().stream()
                        .map(severity -> option(severity.getKey(), severity.getValue(), language))
                        .toList());
    }

    private Option option(String value, String messageKey, Locale language) {
        return new Option(value, messages.getMessage(messageKey, null, language));
    }
}
