package io.postern.users;

import io.postern.audit.Changes;
import io.postern.net.Canonical;
import io.postern.net.EmailAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says about a user, after the check.
 *
 * @param email null for a user who can't get mail
 * @param language null to follow the browser
 */
public record UserData(
        String username, @Nullable EmailAddress email, String displayName, Role role, @Nullable Locale language) {

    private static final int LONGEST_SEARCH_TEXT = 500;

    /** The canonical username and address, each with the field that it comes from. A username that is the address counts once. */
    public Map<String, String> identifiers() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(Canonical.identifier(username), "username");
        if (email != null) {
            keys.putIfAbsent(email.canonical(), "email");
        }
        return keys;
    }

    /** The text that a search compares, in canonical form: databases disagree about which letters are equal. */
    public String searchText() {
        String text = Canonical.identifier(username + '\n' + (email == null ? "" : email) + '\n' + displayName);
        return text.substring(0, Math.min(text.length(), LONGEST_SEARCH_TEXT));
    }

    /** The old and the new value of each field that differs, except the address. */
    Map<String, String> changesTo(UserData after) {
        return new Changes()
                .note("username", username, after.username)
                .note("displayName", displayName, after.displayName)
                .note("role", role, after.role)
                .note("language", language, after.language)
                .noted();
    }

    boolean isPromotedBy(UserData after) {
        return role != Role.ADMINISTRATOR && after.role == Role.ADMINISTRATOR;
    }

    /** Whether the change affects what somebody may do, or who can get in by mail. */
    public boolean isSensitiveChange(UserData after) {
        return role != after.role || !Objects.equals(email, after.email);
    }
}
