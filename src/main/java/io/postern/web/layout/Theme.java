package io.postern.web.layout;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The colours of the pages: fixed, or as the reader's system has them at that time of day. */
enum Theme {
    LIGHT,
    DARK,
    SYSTEM;

    /** The theme of that name; SYSTEM for any other text. */
    static Theme named(@Nullable String value) {
        for (Theme theme : values()) {
            if (theme.value().equals(value)) {
                return theme;
            }
        }
        return SYSTEM;
    }

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
