package io.postern.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Writes times for a page, in the reader's language and the installation's time zone. */
@Component
public final class Times {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

    private final ObjectProvider<DisplayZone> zone;

    Times(ObjectProvider<DisplayZone> zone) {
        this.zone = zone;
    }

    /** To the minute, for the eye. */
    public String local(Instant instant) {
        DisplayZone chosen = zone.getIfAvailable();
        ZoneId shown = chosen == null ? ZoneOffset.UTC : chosen.zone();
        return LOCAL.withLocale(LocaleContextHolder.getLocale()).withZone(shown).format(instant);
    }

    /** To the second, in UTC, for the record. */
    public String exact(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
