package io.postern.signin.setup;

import java.io.Serial;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The setup page is gone for good: answered with 404, and people are told why. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class AlreadySetUp extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    AlreadySetUp() {
        // Part of ordinary use: where it came from tells nobody anything.
        super(null, null, false, false);
    }
}
