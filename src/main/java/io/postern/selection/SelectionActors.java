package io.postern.selection;

import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Knows those who begin work on a page that goes on in the background. Their principal is a {@link Reader}. */
public abstract class SelectionActors {

    private final PathRegistry paths;

    protected SelectionActors(PathRegistry paths) {
        this.paths = paths;
    }

    /**
     * The person as they are now; empty once they may not sign in any more.
     *
     * @param clientAddress from where they asked, for the audit trail
     */
    protected abstract Optional<Authentication> present(UUID user, String clientAddress);

    /**
     * Works in the name of somebody, which the trail then tells.
     *
     * @return false if they may not open the page any more; then nothing is done
     */
    public final boolean actAs(UUID user, String clientAddress, String page, Runnable work) {
        Optional<Authentication> actor = present(user, clientAddress)
                .filter(present ->
                        present.getPrincipal() instanceof Reader reader && reader.mayOpen(paths.access(page)));
        actor.ifPresent(present -> {
            SecurityContext before = SecurityContextHolder.getContext();
            SecurityContextHolder.setContext(new SecurityContextImpl(present));
            try {
                work.run();
            } finally {
                SecurityContextHolder.setContext(before);
            }
        });
        return actor.isPresent();
    }
}
