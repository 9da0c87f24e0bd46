package io.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds out who asks where a request is refused before anybody has looked. At most one bean; without one, nobody is known. */
public interface ReaderLookup {

    /** For the language of the answer alone; empty for somebody who is not signed in, and while nobody can tell. */
    Optional<Reader> of(HttpServletRequest request);

    /** Who is signed in; waits for the database, and fails without it. */
    Optional<Reader> signedIn(HttpServletRequest request);
}
