package io.postern.alerts;

import org.jspecify.annotations.Nullable;

/**
 * An alert to be raised.
 *
 * @param component the name of a {@link AlertComponent}, or one from outside, at most 60 characters
 * @param cause what makes two occurrences the same, at most 200 characters
 * @param link the page where to act, a path of this application
 * @param about the channel that fails, if the alert tells of that: it is not sent by that channel
 */
public record NewAlert(
        Severity severity,
        String component,
        String cause,
        AlertText text,
        @Nullable String link,
        @Nullable AlertChannel about) {

    public NewAlert(Severity severity, AlertComponent component, String cause, AlertText text, @Nullable String link) {
        this(severity, component.name(), cause, text, link, null);
    }

    public NewAlert about(AlertChannel failing) {
        return new NewAlert(severity, component, cause, text, link, failing);
    }
}
