package io.postern.users;

import io.postern.audit.Actor;
import io.postern.web.Reader;
import java.io.Serializable;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The principal of a session.
 *
 * @param language the user's own choice; null to follow the browser
 * @param credentialVersion as it was at the sign-in: another one now ends the session
 */
public record SignedInUser(
        UUID id, String username, String displayName, Role role, @Nullable Locale language, int credentialVersion)
        implements Reader, Actor, Serializable {

    public static SignedInUser of(User user) {
        return new SignedInUser(
                user.id(),
                user.username(),
                user.displayName(),
                user.role(),
                user.language().orElse(null),
                user.credentialVersion());
    }

    @Override
    public String auditName() {
        return username;
    }

    /** The username: what frameworks take for the principal's name. */
    @Override
    public String toString() {
        return username;
    }
}
