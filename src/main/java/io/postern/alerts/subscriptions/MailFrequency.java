package io.postern.alerts.subscriptions;

import io.postern.alerts.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When somebody wants a mail about an alert. */
enum MailFrequency {
    /** With the next batch. */
    AT_ONCE,
    /** In the daily summary. */
    DIGEST,
    NONE;

    /** {@code alerts.mailing.at-once} and so on. */
    public String messageKey() {
        return "alerts.mailing." + value();
    }

    /** As forms say it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<MailFrequency> named(String value) {
        return Arrays.stream(values())
                .filter(each -> each.value().equals(value))
                .findAny();
    }

    /** The usual: what needs somebody comes at once, what may turn into that in the summary. */
    static MailFrequency standard(Severity severity) {
        return switch (severity) {
            case FATAL, ERROR -> AT_ONCE;
            case WARNING -> DIGEST;
            case SUCCESS, INFO -> NONE;
        };
    }
}
