package io.postern.alerts;

import io.postern.crypto.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Alerts that other systems raise. Theirs never meet Postern's own, whatever they call them. */
@Component
public class ExternalAlerts {

    /** Characters of a component, as Java counts. */
    public static final int LONGEST_COMPONENT = 60;

    /** Characters of a message, as people count. Beyond it, the whole is in the detail. */
    public static final int LONGEST_MESSAGE = AlertText.LONGEST;

    /** Characters of a detail, counted like those of a message. Beyond it, it is cut. */
    public static final int LONGEST_DETAIL = AlertText.LONGEST_DETAIL;

    private final Alerts alerts;

    ExternalAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** The stored name of a component: that of a part of Postern in whatever spelling, anything else as it is. */
    public static String component(String typed) {
        return AlertComponent.parse(typed).map(AlertComponent::name).orElse(typed);
    }

    /**
     * Counts an occurrence.
     *
     * @param component a stored name
     * @param key by which occurrences in a component fold; null folds those with the same message
     * @param message kept in one line, and cut when it is too long
     * @param detail more about it; may be empty
     */
    public void raise(Severity severity, String component, @Nullable String key, String message, String detail) {
        String cause =
                key == null ? cause(component, "message", AlertText.oneLine(message)) : cause(component, "key", key);
        alerts.raise(new NewAlert(severity, component, cause, AlertText.ofVerbatim(message, detail), null, null));
    }

    /** Ends what is open of a key; false when nothing is. */
    public boolean resolve(String component, String key) {
        return alerts.resolve(cause(component, "key", key));
    }

    private static String cause(String component, String kind, String text) {
        return "external:" + Sha256.hex(component + '\0' + kind + '\0' + text);
    }
}
