package io.postern.signin.password;

import java.io.Serial;
import java.time.Instant;
import org.springframework.security.core.AuthenticationException;

/** Too many failures of late: the password was not looked at. */
class Throttled extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Instant until;

    Throttled(Instant until) {
        super("throttled");
        this.until = until;
    }

    Instant until() {
        return until;
    }
}
