package io.postern.alerts;

import io.postern.web.Languages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The texts of alerts in a reader's language. */
@Component
public class AlertMessages {

    /** Short enough for an index entry. */
    private static final int LONGEST_SEARCH_TEXT = 700;

    private final MessageSource messages;

    public AlertMessages(MessageSource messages) {
        this.messages = messages;
    }

    public String message(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    /** What the alert says. An unknown key, from another version, is shown itself. */
    public String text(AlertText text, Locale language) {
        if (text.key() == null) {
            return text.verbatim() == null ? "" : text.verbatim();
        }
        String message = messages.getMessage(text.key(), text.arguments().toArray(), text.key(), language);
        return message == null ? text.key() : message;
    }

    /** What was, of an alert that is over. */
    public String past(AlertText text, Duration lasted, Locale language) {
        String duration = duration(lasted, language);
        if (text.key() != null) {
            List<Object> arguments = new ArrayList<>(text.arguments());
            arguments.add(0, duration);
            String key = text.key().replaceFirst("^alerts\\.text\\.", "alerts.past.");
            String own = messages.getMessage(key, arguments.toArray(), null, language);
            if (own != null) {
                return own;
            }
        }
        return message("alerts.past.other", language, duration, text(text, language));
    }

    /** More about the alert, possibly in several lines; may be empty. */
    public String detail(AlertText text, Locale language) {
        if (text.detail() != null) {
            return text.detail();
        }
        String message = text.detailKey() == null ? "" : messages.getMessage(text.detailKey(), null, "", language);
        return message == null ? "" : message;
    }

    public String component(String component, Locale language) {
        return AlertComponent.named(component)
                .map(own -> message(own.messageKey(), language))
                .orElse(component);
    }

    /** The text in which a search looks, in all languages. */
    String searchText(String component, AlertText text) {
        StringBuilder all = new StringBuilder(component);
        if (text.verbatim() != null) {
            all.append(' ').append(text.verbatim());
        }
        for (Locale language : Languages.SPOKEN) {
            all.append(' ').append(component(component, language));
            all.append(' ').append(text.verbatim() == null ? text(text, language) : "");
        }
        String lower = all.toString().toLowerCase(Locale.ROOT);
        if (lower.length() <= LONGEST_SEARCH_TEXT) {
            return lower;
        }
        boolean between = Character.isHighSurrogate(lower.charAt(LONGEST_SEARCH_TEXT - 1));
        return lower.substring(0, between ? LONGEST_SEARCH_TEXT - 1 : LONGEST_SEARCH_TEXT);
    }

    public String duration(Duration duration, Locale language) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return message("alerts.duration.seconds", language, duration.toSeconds());
        }
        if (duration.compareTo(Duration.ofHours(2)) < 0) {
            return message("alerts.duration.minutes", language, duration.toMinutes());
        }
        return duration.compareTo(Duration.ofDays(2)) < 0
                ? message("alerts.duration.hours", language, duration.toHours())
                : message("alerts.duration.days", language, duration.toDays());
    }
}
