package io.postern.signin.password;

import java.io.Serial;
import java.time.Instant;
import org.springframework.security.core.AuthenticationException;

/** Too many failures of late: the password was not looked at. */
class SignInThrottledException extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Instant until;

    SignInThrottledException(Instant until) {
        super("throttled");
        this.until = until;
    }

    Instant until() {
        return until;
    }
}
