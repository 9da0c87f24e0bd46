package io.postern.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What people call what a line says by keys. A key that has no label is shown as it is. */
@Component
class AuditLabels {

    private static final String ARROW = " → ";

    private final MessageSource messages;

    AuditLabels(MessageSource messages) {
        this.messages = messages;
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
                    return new Detail(key, label(key, language), value(key, detail.substring(end + 1), language));
                })
                .toList();
    }

    /** That of a form's field, where the mail settings have one. */
    private String label(String key, Locale language) {
        String name = key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return text("audit.field." + name, text("mail.settings.field." + name, key, language), language);
    }

    private String value(String key, String value, Locale language) {
        String values = key.equals("role") ? "users.role." : "audit.value.";
        return Arrays.stream(value.split(ARROW, -1))
                .map(each ->
                        each.matches("[A-Za-z]+") ? text(values + each.toLowerCase(Locale.ROOT), each, language) : each)
                .collect(Collectors.joining(ARROW));
    }

    private String text(String messageKey, String otherwise, Locale language) {
        @Nullable String known = messages.getMessage(messageKey, null, null, language);
        return Objects.requireNonNullElse(known, otherwise);
    }
}
