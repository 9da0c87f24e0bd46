package io.postern.database;

import org.jspecify.annotations.Nullable;

/** The number of a row, as a list's address says after which one a page begins. */
public final class RowId {

    private RowId() {}

    /** Null for what is none: such an address shows the list from its beginning. */
    public static @Nullable Long parse(String typed) {
        return typed.matches("[0-9]{1,18}") ? Long.valueOf(typed) : null;
    }
}
