package io.postern.users;

import io.postern.audit.Actor;
import io.postern.web.Reader;
import io.postern.web.RoomPaths.Access;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * The principal of a session.
 *
 * @param language the user's own choice; null to follow the browser
 * @param credentialVersion at the sign-in; the session ends when the stored one differs
 * @param secondFactor whether the account has a second factor
 */
public record SignedInUser(
        UUID id,
        String username,
        String displayName,
        Role role,
        @Nullable Locale language,
        int credentialVersion,
        boolean secondFactor,
        Instant createdAt)
        implements Reader, Actor, AuthenticatedPrincipal, Serializable {

    public static SignedInUser of(User user) {
        return new SignedInUser(
                user.id(),
                user.username(),
                user.displayName(),
                user.role(),
                user.language().orElse(null),
                user.credentialVersion(),
                user.hasSecondFactor(),
                user.createdAt());
    }

    @Override
    public String auditName() {
        return username;
    }

    @Override
    public boolean mayOpen(Access readers) {
        return role.mayOpen(readers);
    }

    /** Sessions are found by the id, because the username may change. */
    @Override
    public String getName() {
        return id.toString();
    }

    /** The role, for Spring Security. */
    public Collection<GrantedAuthority> authorities() {
        return AuthorityUtils.createAuthorityList("ROLE_" + role.name());
    }
}
