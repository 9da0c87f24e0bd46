package io.postern.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What people call what a line says by keys. A key that has no label is shown as it is. */
@Component
class AuditLabels {

    private static final String ARROW = " → ";
    private static final String COMMA = ", ";
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    /** The filter of an exported list may be one. */
    private static final Pattern KEY = Pattern.compile("[a-z]+(\\.[a-z0-9-]+){2,}");

    private final MessageSource messages;
    private final AuditValues values;

    AuditLabels(MessageSource messages, AuditValues values) {
        this.messages = messages;
        this.values = values;
    }

    /** One of the details of a line. */
    record Detail(String key, String label, String value) {

        @Override
        public String toString() {
            return label + ": " + value;
        }
    }

    public String action(AuditLine line, Locale language) {
        return text(line.action(), line.action(), language);
    }

    public List<Detail> details(AuditLine line, Locale language) {
        return line.details()
                .lines()
                .map(detail -> {
                    int end = detail.indexOf('=');
                    String key = end < 0 ? "" : detail.substring(0, end);
                    return new Detail(
                            key, label(key, language), value(line.action(), key, detail.substring(end + 1), language));
                })
                .toList();
    }

    /** That of a form's field, where the mail settings have one. */
    private String label(String key, Locale language) {
        String name = kebab(key);
        return text("audit.field." + name, text("mail.settings.field." + name, key, language), language);
    }

    /** A change has two values, and a value may be a list. */
    private String value(String action, String key, String value, Locale language) {
        return Arrays.stream(value.split(ARROW, -1))
                .map(side -> Arrays.stream(side.split(COMMA, -1))
                        .map(each -> word(action, kebab(key), each, language))
                        .collect(Collectors.joining(COMMA)))
                .collect(Collectors.joining(ARROW));
    }

    private String word(String action, String field, String value, Locale language) {
        if (KEY.matcher(value).matches()) {
            return text(value, value, language);
        }
        String key = values.key(action, field, value);
        return key != null || !WORD.matcher(value).matches()
                ? text(Objects.requireNonNullElse(key, ""), value, language)
                : text("audit.value." + value.toLowerCase(Locale.ROOT), value, language);
    }

    private static String kebab(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private String text(String messageKey, String otherwise, Locale language) {
        @Nullable String known = messages.getMessage(messageKey, null, null, language);
        return Objects.requireNonNullElse(known, otherwise);
    }
}
