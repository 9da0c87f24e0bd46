package io.postern.web;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The person for whom pages are made; the signed-in principal is one. */
public interface Reader {

    /** The attribute of the request under which the page that says what it failed at finds its reader; no session is left by then. */
    String ATTRIBUTE = Reader.class.getName();

    /** Who is signed in and makes the request of this thread; empty when nobody is. */
    static Optional<Reader> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Reader reader
                ? Optional.of(reader)
                : Optional.empty();
    }

    /** The language that this person chose; null to follow the browser. */
    @Nullable
    Locale language();

    String displayName();

    /** Whether this person may open what is open to these readers. */
    boolean mayOpen(RoomPaths.Access readers);
}
