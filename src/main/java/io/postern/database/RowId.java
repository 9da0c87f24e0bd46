package io.postern.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The key of a row as an address says it, to be taken from anybody. */
public final class RowId {

    private RowId() {}

    /** A number; null for anything else. */
    public static @Nullable Long parse(String typed) {
        return typed.matches("[0-9]{1,18}") ? Long.valueOf(typed) : null;
    }

    /** A UUID in its usual form, which {@link UUID#fromString} does not insist on; null for anything else. */
    public static @Nullable UUID parseUuid(String typed) {
        return typed.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(typed) : null;
    }
}
