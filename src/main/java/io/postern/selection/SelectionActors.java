package io.postern.selection;

import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;

/** Knows those who select. Their principal is a {@link io.postern.web.Reader}. */
public interface SelectionActors {

    /**
     * The person as they are now; empty once they may not sign in any more.
     *
     * @param clientAddress from where they asked, for the audit trail
     */
    Optional<Authentication> present(UUID user, String clientAddress);
}
