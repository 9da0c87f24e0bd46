package io.postern.web;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The person for whom pages are made; the signed-in principal is one. */
public interface Reader {

    /** The request attribute in which the error page finds its reader. By then there is no session. */
    String ATTRIBUTE = Reader.class.getName();

    /** Who is signed in and makes the request of this thread. Empty if nobody is. */
    static Optional<Reader> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Reader reader
                ? Optional.of(reader)
                : Optional.empty();
    }

    UUID id();

    /** The language that this person chose. Null means that of the browser. */
    @Nullable
    Locale language();

    String displayName();

    /** Whether this person may open what is open to these readers. */
    boolean mayOpen(RoomPaths.Access readers);
}
