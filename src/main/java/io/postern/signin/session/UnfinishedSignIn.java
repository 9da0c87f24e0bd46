package io.postern.signin.session;

import io.postern.audit.Actor;
import io.postern.users.SignedInUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;

/**
 * The principal of a request whose session has not shown the account's second factor. It is no {@link io.postern.web.Reader} and has no
 * role, so that no page shows anything to it.
 *
 * @param user who will be signed in
 */
public record UnfinishedSignIn(SignedInUser user) implements Actor, AuthenticatedPrincipal {

    /** Who is asked for the second factor by this request; empty if nobody is. */
    public static Optional<SignedInUser> user(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof UnfinishedSignIn unfinished
                ? Optional.of(unfinished.user())
                : Optional.empty();
    }

    @Override
    public String auditName() {
        return user.auditName();
    }

    @Override
    public String getName() {
        return user.getName();
    }
}
