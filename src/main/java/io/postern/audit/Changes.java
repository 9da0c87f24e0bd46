package io.postern.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change did, as the trail shows it: of each field that is another now, the value before and after. */
public final class Changes {

    private final Map<String, String> changes = new LinkedHashMap<>();

    public Changes note(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.put(field, text(before) + " → " + text(after));
        }
        return this;
    }

    /** By field, in the order in which they were noted; the caller may add what has no value that may be shown. */
    public Map<String, String> noted() {
        return new LinkedHashMap<>(changes);
    }

    private static String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? "–" : value.toString();
    }
}
