package io.postern.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.AbstractResourceBasedMessageSource;
import org.springframework.stereotype.Component;

/**
 * Finds the text of a coded value, such as a constant of an enum ({@link io.postern.net.Coded}). Pages show it by a message key
 * {@code <room>.<field>.<code>}, so the keys of all rooms tell which fields have coded values.
 */
@Component
class AuditValues {

    private static final Pattern KEY = Pattern.compile(".+\\.([^.]+\\.[^.]+)");

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*");

    /** The keys by field and code, such as {@code severity.error}. */
    private final Map<String, List<String>> keys = new HashMap<>();

    AuditValues(MessageSource messages) {
        if (messages instanceof AbstractResourceBasedMessageSource bundles) {
            bundles.getBasenameSet().stream()
                    .flatMap(name -> ResourceBundle.getBundle(name, Locale.ROOT).keySet().stream())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .forEach(this::note);
        }
    }

    private void note(String key) {
        // Of a failure, there are two texts.
        Matcher parts = KEY.matcher(key.replaceFirst("\\.cause$", ""));
        if (parts.matches()) {
            keys.computeIfAbsent(parts.group(1), value -> new ArrayList<>()).add(key);
        }
    }

    /**
     * The message key of a value; null if it has none.
     *
     * @param action what was done; the texts of its own room come first
     * @param field in kebab case
     */
    @Nullable
    String key(String action, String field, String value) {
        if (!CODE.matcher(value).matches()) {
            return null;
        }
        String code = value.toLowerCase(Locale.ROOT).replace('_', '-');
        String room = action.replaceFirst("\\.audit\\..*", ".");
        // Of default-language the language; of components each one; an outcome may be a failure.
        return Stream.of(field, field.replaceFirst(".*-", ""), field.replaceFirst("s$", ""), "problem")
                .map(name -> keys.getOrDefault(name + "." + code, List.of()))
                .flatMap(found -> own(found, room).or(() -> found.stream().findFirst()).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> own(List<String> found, String room) {
        return found.stream().filter(key -> key.startsWith(room)).findFirst();
    }
}
