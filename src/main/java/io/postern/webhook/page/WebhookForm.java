package io.postern.webhook.page;

import io.postern.net.VisibleText;
import io.postern.outbound.TrustedCertificates;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.SubmittedUrl;
import io.postern.webhook.WebhookAddressCheck;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookSubjects;
import io.postern.webhook.WebhookUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * A webhook as typed.
 *
 * @param components separated by commas; blank for all
 * @param version that the form was filled from; blank overwrites any
 */
record WebhookForm(
        String url, String format, String severity, String components, String trustedCertificates, String version) {

    private static final int LONGEST_COMPONENT = 60;
    private static final int MOST_COMPONENTS = 50;

    static WebhookForm empty(WebhookSubjects subjects) {
        return new WebhookForm(
                "", WebhookFormat.STANDARD.name(), names(subjects).get(subjects.usualSeverity()), "", "", "");
    }

    static WebhookForm of(StoredWebhook webhook, WebhookSubjects subjects) {
        WebhookChoices choices = webhook.choices();
        return new WebhookForm(
                webhook.address(),
                choices.format().name(),
                names(subjects).get(choices.severity()),
                String.join(", ", choices.components()),
                choices.trustedCertificates(),
                Long.toString(webhook.version()));
    }

    /** With the stored address, if the form has none. */
    WebhookForm withAddressOf(StoredWebhook webhook) {
        return url.isEmpty()
                ? new WebhookForm(webhook.address(), format, severity, components, trustedCertificates, version)
                : this;
    }

    /** The address that was typed; null for a wrong one, which the errors tell. */
    @Nullable
    WebhookUrl address(WebhookAddressCheck addresses, Errors errors) {
        SubmittedUrl read = addresses.read(url);
        if (read instanceof SubmittedUrl.Malformed malformed) {
            errors.rejectValue("url", malformed.messageKey());
        }
        return read instanceof WebhookUrl accepted ? accepted : null;
    }

    /** Blank format and severity mean the usual ones. Errors are noted at their fields. */
    WebhookChoices check(WebhookSubjects subjects, Errors errors) {
        Optional<WebhookFormat> known = Arrays.stream(WebhookFormat.values())
                .filter(each -> each.name().equals(format))
                .findAny();
        if (known.isEmpty() && !format.isEmpty()) {
            errors.rejectValue("format", "webhook.form.format.unknown");
        }
        int rank =
                severity.isEmpty() ? subjects.usualSeverity() : names(subjects).indexOf(severity);
        if (rank < 0) {
            errors.rejectValue("severity", "webhook.form.severity.unknown");
        }
        if (TrustedCertificates.parse(trustedCertificates) instanceof TrustedCertificates.Malformed malformed) {
            errors.rejectValue(
                    "trustedCertificates", malformed.messageKey(), new Object[] {malformed.position()}, null);
        }
        return new WebhookChoices(
                known.orElse(WebhookFormat.STANDARD),
                rank,
                components(subjects, errors),
                Objects.requireNonNullElse(TrustedCertificates.canonical(trustedCertificates), ""));
    }

    private List<String> components(WebhookSubjects subjects, Errors errors) {
        List<String> named = Arrays.stream(components.split("[,\\r\\n]", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equals("*"))
                .map(subjects::component)
                .distinct()
                .toList();
        if (named.size() > MOST_COMPONENTS
                || !named.stream()
                        .allMatch(each -> each.length() <= LONGEST_COMPONENT && VisibleText.isVisible(each))) {
            errors.rejectValue(
                    "components",
                    "webhook.form.components.malformed",
                    new Object[] {MOST_COMPONENTS, LONGEST_COMPONENT},
                    null);
        }
        return named;
    }

    private static List<String> names(WebhookSubjects subjects) {
        return List.copyOf(subjects.severities().keySet());
    }

    /** Without the address, which may be a secret. */
    @Override
    public String toString() {
        return "WebhookForm";
    }
}
