package io.postern.api;

import io.postern.alerts.Severity;
import org.jspecify.annotations.Nullable;

/** What another system says, checked. */
sealed interface AlertRequest {

    /** As it was sent; whether the token is good for it is another question. */
    String component();

    /**
     * Something happened.
     *
     * @param key by which occurrences fold; null folds those with the same message
     * @param detail may be empty
     */
    record Raise(Severity severity, String component, String message, @Nullable String key, String detail)
            implements AlertRequest {}

    /** What was raised with the key is over. */
    record Resolve(String component, String key) implements AlertRequest {}
}
