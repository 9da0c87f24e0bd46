package io.postern.web;

import org.jspecify.annotations.Nullable;

/** The version that a form's hidden field names. */
public final class FormVersion {

    private FormVersion() {}

    /** Null for a script that names none; a version that never was for what is no number. */
    public static @Nullable Long parse(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(typed);
        } catch (NumberFormatException none) {
            return -1L;
        }
    }
}
