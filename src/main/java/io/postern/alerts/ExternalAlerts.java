package io.postern.alerts;

import io.postern.crypto.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Raises and resolves alerts of other systems. Their causes never equal Postern's own. */
@Component
public class ExternalAlerts {

    /** Of a component, in UTF-16 units. */
    public static final int LONGEST_COMPONENT = 60;

    /** Of a message, in code points. The detail holds all of a longer one. */
    public static final int LONGEST_MESSAGE = AlertText.LONGEST;

    /** Of a detail, in code points. A longer one is cut. */
    public static final int LONGEST_DETAIL = AlertText.LONGEST_DETAIL;

    private final Alerts alerts;

    ExternalAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    /** The stored name of a component: Postern's own name for one of its parts, in any spelling; else the name as typed. */
    public static String component(String typed) {
        return AlertComponent.parse(typed).map(AlertComponent::name).orElse(typed);
    }

    /**
     * Counts an occurrence.
     *
     * @param component a stored name
     * @param key by which occurrences in a component fold; null folds those with the same message
     * @param message made one line, and cut if it is too long
     * @param detail more about it; may be empty
     */
    public void raise(Severity severity, String component, @Nullable String key, String message, String detail) {
        String cause =
                key == null ? cause(component, "message", AlertText.oneLine(message)) : cause(component, "key", key);
        alerts.raise(new NewAlert(severity, component, cause, AlertText.ofVerbatim(message, detail), null, null));
    }

    /** Ends the open alerts of a key; false when there are none. */
    public boolean resolve(String component, String key) {
        return alerts.resolve(cause(component, "key", key));
    }

    private static String cause(String component, String kind, String text) {
        return "external:" + Sha256.hex(component + '\0' + kind + '\0' + text);
    }
}
