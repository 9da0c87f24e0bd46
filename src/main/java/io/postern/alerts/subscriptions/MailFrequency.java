package io.postern.alerts.subscriptions;

import io.postern.alerts.Severity;
import io.postern.net.Coded;
import java.util.Arrays;
import java.util.Optional;

/** When a mail tells a user of an alert. */
enum MailFrequency implements Coded {
    /** With the next batch. */
    AT_ONCE,
    /** In the daily summary. */
    DIGEST,
    NONE;

    /** {@code alerts.mailing.at-once} and so on. */
    public String messageKey() {
        return "alerts.mailing." + code();
    }

    static Optional<MailFrequency> named(String value) {
        return Arrays.stream(values()).filter(each -> each.code().equals(value)).findAny();
    }

    /** The default: at once for what needs somebody, in the summary for what may become that. */
    static MailFrequency standard(Severity severity) {
        return switch (severity) {
            case FATAL, ERROR -> AT_ONCE;
            case WARNING -> DIGEST;
            case SUCCESS, INFO -> NONE;
        };
    }
}
