package io.postern.users;

import io.postern.net.Canonical;
import io.postern.net.EmailAddress;
import io.postern.net.VisibleText;
import io.postern.web.Languages;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/**
 * The rules for a user's data. Every form that has them calls its fields {@code username}, {@code email}, {@code displayName},
 * {@code role} and {@code language}.
 */
@Component
public class UserRules {

    private static final int LONGEST_USERNAME = 64;

    /** For an address, before its domain is converted to ASCII. */
    private static final int LONGEST_IDENTIFIER = 500;

    /** Names that the audit trail uses for others than users. */
    private static final Set<String> RESERVED = Set.of("system", "anonymous");

    private static final int LONGEST_DISPLAY_NAME = 100;

    /** Has a letter or digit, and does not begin with an accent, which would attach to the text before the name. */
    private static final Pattern USERNAME =
            Pattern.compile("(?=.*[\\p{L}\\p{Nd}])[\\p{L}\\p{Nd}._-][\\p{L}\\p{M}\\p{Nd}._-]*");

    /**
     * The checked data. If something is wrong, empty, with the reasons among the errors. A blank display name becomes the username; a
     * blank language means that of the browser.
     */
    public Optional<UserData> read(
            String username, String email, String displayName, String role, String language, Errors errors) {
        @Nullable EmailAddress address = address(email, errors);
        String name = username(username, address, errors);
        String shown = displayName.isBlank() ? name : displayName(displayName, errors);
        Optional<Role> known =
                Arrays.stream(Role.values()).filter(r -> r.name().equals(role)).findAny();
        if (known.isEmpty()) {
            errors.rejectValue("role", "users.form.role.unknown");
        }
        @Nullable Locale chosen = language(language, errors);
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        return known.map(r -> new UserData(name, address, shown, r, chosen));
    }

    /** Whether this may be somebody's username or address. */
    public static boolean isIdentifier(String typed) {
        if (typed.length() > LONGEST_IDENTIFIER) {
            return false;
        }
        String name = Normalizer.normalize(VisibleText.trim(typed), Normalizer.Form.NFC);
        return (name.length() <= LONGEST_USERNAME && isUsername(name))
                || EmailAddress.parse(name).isPresent();
    }

    /** The display name, without invisible characters around it. If it is wrong, the errors say so. */
    public String displayName(String typed, Errors errors) {
        String name = Normalizer.normalize(VisibleText.trim(typed), Normalizer.Form.NFC);
        if (name.isEmpty() || name.length() > LONGEST_DISPLAY_NAME) {
            errors.rejectValue(
                    "displayName", "users.form.display-name.length", new Object[] {LONGEST_DISPLAY_NAME}, null);
        } else if (!VisibleText.isVisible(name)) {
            errors.rejectValue("displayName", "users.form.display-name.invisible");
        }
        return name;
    }

    @Nullable
    public Locale language(String typed, Errors errors) {
        if (!typed.isEmpty() && !Languages.TAGS.contains(typed)) {
            errors.rejectValue("language", "users.form.language.unknown");
        }
        return typed.isEmpty() ? null : Locale.forLanguageTag(typed);
    }

    /** Null for none, and for a wrong one, which the errors tell. */
    public static @Nullable EmailAddress address(String typed, Errors errors) {
        if (typed.isBlank()) {
            return null;
        }
        EmailAddress address = EmailAddress.parse(typed).orElse(null);
        if (address == null) {
            errors.rejectValue("email", "users.form.email.invalid");
        }
        return address;
    }

    private static String username(String typed, @Nullable EmailAddress address, Errors errors) {
        String name = Normalizer.normalize(VisibleText.trim(typed), Normalizer.Form.NFC);
        boolean ownAddress = address != null && Canonical.identifier(name).equals(address.canonical());
        if (name.isEmpty() || name.length() > LONGEST_USERNAME) {
            errors.rejectValue("username", "users.form.username.length", new Object[] {LONGEST_USERNAME}, null);
        } else if (RESERVED.contains(Canonical.identifier(name))) {
            errors.rejectValue("username", "users.form.username.reserved");
        } else if (!ownAddress && name.indexOf('@') >= 0) {
            errors.rejectValue("username", "users.form.username.address");
        } else if (!ownAddress && !isUsername(name)) {
            errors.rejectValue("username", "users.form.username.characters");
        }
        return name;
    }

    private static boolean isUsername(String name) {
        return USERNAME.matcher(name).matches() && VisibleText.isVisible(name);
    }
}
