package io.postern.alerts.list;

import io.postern.alerts.Alert;
import io.postern.alerts.AlertMessages;
import io.postern.alerts.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the page shows it.
 *
 * @param verbatim whether another system wrote text and detail
 * @param lasted how long, when it is over
 * @param link null when there is none, or when the reader may not open it
 */
record AlertView(
        long id,
        Severity severity,
        String component,
        String text,
        String detail,
        boolean verbatim,
        @Nullable String lasted,
        @Nullable String link,
        long occurrences,
        Instant firstAt,
        Instant lastAt,
        boolean read) {

    static AlertView of(AlertList.Entry entry, AlertMessages messages, Locale language, Predicate<String> mayOpen) {
        Alert alert = entry.alert();
        String link = alert.link();
        return new AlertView(
                alert.id(),
                alert.severity(),
                messages.component(alert.component(), language),
                messages.text(alert.text(), language),
                messages.detail(alert.text(), language),
                alert.text().verbatim() != null,
                alert.lasted()
                        .map(duration -> messages.duration(duration, language))
                        .orElse(null),
                link != null && mayOpen.test(link) ? link : null,
                alert.occurrences(),
                alert.firstAt(),
                alert.lastAt(),
                entry.read());
    }
}
