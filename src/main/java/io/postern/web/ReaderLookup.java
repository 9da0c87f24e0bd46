package io.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells who makes a request that is refused before Spring Security has looked. At most one bean. Without one nobody is known. */
public interface ReaderLookup {

    /** For the language of the answer alone. Empty for somebody who is not signed in, and while the database is away. */
    Optional<Reader> of(HttpServletRequest request);

    /** Who is signed in. Waits for the database, and fails without it. */
    Optional<Reader> signedIn(HttpServletRequest request);
}
