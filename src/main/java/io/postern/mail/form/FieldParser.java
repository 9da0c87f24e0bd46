package io.postern.mail.form;

import io.postern.mail.settings.NumberRange;
import io.postern.net.EmailAddress;
import io.postern.net.VisibleText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** Reads fields as typed, and puts an error at one that can't be read: null is then returned, as for a blank one. */
final class FieldParser {

    private final Errors errors;

    FieldParser(Errors errors) {
        this.errors = errors;
    }

    /** Text of one line: a line break in it could become a header or a command of its own. */
    @Nullable
    String line(String field, String typed, int longest) {
        String stripped = typed.strip();
        if (hasControlCharacter(typed)) {
            return reject(field, "mail.settings.text.control-character");
        }
        if (stripped.length() > longest) {
            return reject(field, "mail.settings.text.too-long", longest);
        }
        return stripped.isEmpty() ? null : stripped;
    }

    /** A line that others read and must be able to trust: no character of it turns its text around or is invisible. */
    @Nullable
    String visible(String field, String typed, int longest) {
        String line = line(field, typed, longest);
        return line == null || VisibleText.isVisible(line) ? line : reject(field, "mail.settings.text.invisible");
    }

    @Nullable
    String address(String field, String typed) {
        String line = line(field, typed, 500);
        if (line == null) {
            return null;
        }
        Optional<EmailAddress> address = EmailAddress.parse(line);
        return address.isPresent() ? address.get().value() : reject(field, "mail.settings.address.malformed");
    }

    @Nullable
    Integer number(String field, String typed, NumberRange range) {
        String stripped = typed.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        boolean digits = stripped.length() <= 9 && stripped.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(stripped) : -1;
        if (!range.has(number)) {
            reject(field, "mail.settings.number.range", String.valueOf(range.least()), String.valueOf(range.most()));
            return null;
        }
        return number;
    }

    Duration seconds(String field, String typed, Duration otherwise) {
        Integer seconds = number(field, typed, NumberRange.SECONDS);
        return seconds == null ? otherwise : Duration.ofSeconds(seconds);
    }

    <E extends Enum<E>> E choice(String field, String typed, Class<E> type, E otherwise) {
        String stripped = typed.strip();
        if (stripped.isEmpty()) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(stripped.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        reject(field, "mail.settings.choice.unknown");
        return otherwise;
    }

    /** Puts an error at a field. */
    @Nullable
    String reject(String field, String messageKey, Object... arguments) {
        errors.rejectValue(field, messageKey, arguments, null);
        return null;
    }

    /** The same, unless there is one already. */
    void rejectOnce(String field, String messageKey) {
        if (!errors.hasFieldErrors(field)) {
            reject(field, messageKey);
        }
    }

    static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
