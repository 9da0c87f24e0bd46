package io.postern.web;

import org.jspecify.annotations.Nullable;

/**
 * One choice of a select field.
 *
 * @param value what the form submits
 * @param messageKey of what is shown, or null
 * @param label what is shown where there is no such message
 */
public record Option(String value, @Nullable String messageKey, String label) {

    public Option(String value, String label) {
        this(value, null, label);
    }

    public static Option ofMessage(String value, String messageKey) {
        return new Option(value, messageKey, messageKey);
    }
}
