package io.postern.audit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects for the trail what a change did: the old and the new value of each field that differs. */
public final class Changes {

    private final Map<String, String> changes = new LinkedHashMap<>();

    /** What differs between these fields; one that is missing is blank. */
    public static Map<String, String> between(
            Map<String, ? extends @Nullable Object> before, Map<String, ? extends @Nullable Object> after) {
        Changes changes = new Changes();
        Set<String> fields = new LinkedHashSet<>(before.keySet());
        fields.addAll(after.keySet());
        fields.forEach(field -> changes.note(field, before.get(field), after.get(field)));
        return changes.noted();
    }

    public Changes note(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.put(field, text(before) + " → " + text(after));
        }
        return this;
    }

    /** The changes by field, in the order of the notes. The caller may add more. */
    public Map<String, String> noted() {
        return new LinkedHashMap<>(changes);
    }

    private static String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? "–" : value.toString();
    }
}
