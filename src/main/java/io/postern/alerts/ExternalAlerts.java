package io.postern.alerts;

import io.postern.crypto.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Alerts that other systems raise. Theirs never meet Postern's own, whatever they call them. */
@Component
public class ExternalAlerts {

    /** Characters of a component, as Java counts. */
    public static final int LONGEST_COMPONENT = 60;

    /** Characters of a message, as people count. */
    public static final int LONGEST_MESSAGE = AlertText.LONGEST;

    private final Alerts alerts;

    ExternalAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** The stored name of a component: that of a part of Postern in whatever spelling, anything else as it is. */
    public static String component(String typed) {
        return AlertComponent.parse(typed).map(AlertComponent::name).orElse(typed);
    }

    /** Whether a text holds nothing that would break a line or turn the writing around it. */
    public static boolean isPlain(String text) {
        return AlertText.isSafe(text);
    }

    /**
     * Counts an occurrence.
     *
     * @param component a stored name
     * @param key by which occurrences in a component fold; null folds those with the same message
     * @param message plain, and not too long
     */
    public void raise(Severity severity, String component, @Nullable String key, String message) {
        String cause = key == null ? cause(component, "message", message) : cause(component, "key", key);
        alerts.raise(new NewAlert(severity, component, cause, AlertText.ofVerbatim(message), null, null));
    }

    /** Ends what is open of a key; false when nothing is. */
    public boolean resolve(String component, String key) {
        return alerts.resolve(cause(component, "key", key));
    }

    private static String cause(String component, String kind, String text) {
        return "external:" + Sha256.hex(component + '\0' + kind + '\0' + text);
    }
}
