package io.postern.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes times for pages and mails. On a page, they are in the reader's language, the form of the browser's region, and the installation's time zone. */
@Component
public final class Times {

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
    private static final DateTimeFormatter WITH_ZONE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM))
            .appendPattern(" zzz")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);

    private final ObjectProvider<ShellSettings> settings;

    Times(ObjectProvider<ShellSettings> settings) {
        this.settings = settings;
    }

    /** To the minute, for the eye. */
    public String local(Instant instant) {
        return write(TO_THE_MINUTE, instant);
    }

    /** The day alone. */
    public String day(Instant instant) {
        return write(DAY, instant);
    }

    /** To the second with the time zone, and in UTC as ISO 8601 writes it. */
    public String exact(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return write(WITH_ZONE, second) + " (" + second + ")";
    }

    /** To the minute, for a mail, which no browser has asked for. */
    public static String written(Instant instant, Locale language, ZoneId zone) {
        return TO_THE_MINUTE.withLocale(language).withZone(zone).format(instant);
    }

    /** The same with the zone, for a mail that does not tell it elsewhere. */
    public static String writtenWithZone(Instant instant, Locale language, ZoneId zone) {
        return written(instant, language, zone) + " (" + zone.getId() + ")";
    }

    private String write(DateTimeFormatter format, Instant instant) {
        ZoneId zone = settings.getIfAvailable(() -> ShellSettings.UNKNOWN).zone();
        return format.withLocale(readersForm()).withZone(zone).format(instant);
    }

    /** British and American readers of English write days and hours differently. The first region that the browser names counts. */
    private static Locale readersForm() {
        Locale language = LocaleContextHolder.getLocale();
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return language;
        }
        return Collections.list(attributes.getRequest().getLocales()).stream()
                .map(Locale::getCountry)
                .filter(country -> !country.isEmpty())
                .findFirst()
                .map(country -> new Locale.Builder()
                        .setLanguage(language.getLanguage())
                        .setRegion(country)
                        .build())
                .orElse(language);
    }
}
