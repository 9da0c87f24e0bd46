package io.postern.mail.settings;

import io.postern.net.VisibleText;
import io.postern.outbound.TrustedCertificates;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * Reads the fields of a form into values of the types that {@link MailSettingsValues} has, and puts an error at each that it can't
 * read. A blank field gets the value that counts before somebody has saved.
 */
final class FieldReader {

    /** Below every range, so that its constraint refuses it. */
    private static final int NO_NUMBER = -1;

    private static final Map<String, Class<?>> TYPES = NamedFields.types(MailSettingsValues.class);
    private static final Set<String> OAUTH =
            NamedFields.types(MailSettingsValues.OAuth.class).keySet();

    private final Map<String, String> typed;
    private final Errors errors;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    FieldReader(MailForm form, Errors errors) {
        this.typed = form.fields();
        this.errors = errors;
        Map<String, @Nullable Object> blank = NamedFields.of(MailSettingsValues.UNSAVED);
        blank.put("oauthGrant", OAuthGrantType.CLIENT_CREDENTIALS);
        Object method = read("authMethod", AuthMethod.class, blank.get("authMethod"));
        values.put("authMethod", method);
        TYPES.forEach((name, type) -> {
            if (method == AuthMethod.OAUTH2 || !OAUTH.contains(name)) {
                values.computeIfAbsent(name, field -> read(field, type, blank.get(field)));
            }
        });
    }

    /** What was read. The constraints of the record are not checked yet. */
    MailSettingsValues values() {
        return NamedFields.make(MailSettingsValues.class, values);
    }

    @Nullable
    Object value(String field) {
        return values.get(field);
    }

    @Nullable
    String text(String field) {
        return (String) values.get(field);
    }

    void put(String field, @Nullable Object value) {
        values.put(field, value);
    }

    boolean isBlank(String field) {
        return typed.getOrDefault(field, "").isBlank();
    }

    /** Puts the text in the form in which it is stored, or an error at the field where it has none. */
    void convert(String field, Function<String, Optional<String>> conversion, String messageKey) {
        String line = text(field);
        Optional<String> converted = line == null ? Optional.empty() : conversion.apply(line);
        put(field, converted.orElse(null));
        if (line != null && converted.isEmpty()) {
            reject(field, messageKey);
        }
    }

    /** Text that others read and must be able to trust: no character of it reverses it or is invisible. */
    static Optional<String> visible(String line) {
        return Optional.of(line).filter(VisibleText::isVisible);
    }

    void reject(String field, String messageKey, Object... arguments) {
        errors.rejectValue(field, messageKey, arguments, null);
    }

    /** The same, unless the field has an error already. */
    void rejectOnce(String field, String messageKey, Object... arguments) {
        if (!errors.hasFieldErrors(field)) {
            reject(field, messageKey, arguments);
        }
    }

    /** A date in the form that browsers send (ISO 8601) and in this age, or null. */
    static @Nullable LocalDate date(String typed) {
        try {
            LocalDate date = LocalDate.parse(typed.strip());
            return date.getYear() >= 2000 && date.getYear() < 2200 ? date : null;
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private @Nullable Object read(String field, Class<?> type, @Nullable Object blank) {
        String text = typed.getOrDefault(field, "");
        if (type == boolean.class) {
            return text.equals("true");
        }
        if (field.equals("trustedCertificates")) {
            return TrustedCertificates.canonical(text);
        }
        if (type == String.class && hasControlCharacter(text)) {
            // A line break could become a header or a command of its own.
            reject(field, "mail.settings.text.control-character");
            return null;
        }
        String line = text.strip();
        if (line.isEmpty()) {
            return blank;
        }
        if (type == String.class) {
            return line;
        }
        if (type.isEnum()) {
            return choice(field, line, type, blank);
        }
        return type == LocalDate.class ? day(field, line) : (Object) number(line);
    }

    private static int number(String line) {
        boolean digits = line.length() <= 9 && line.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(line) : NO_NUMBER;
    }

    private @Nullable LocalDate day(String field, String line) {
        LocalDate date = date(line);
        if (date == null) {
            reject(field, "mail.settings.oauth.date.malformed");
        }
        return date;
    }

    private @Nullable Object choice(String field, String line, Class<?> type, @Nullable Object blank) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(line.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        reject(field, "mail.settings.choice.unknown");
        return blank;
    }
}
