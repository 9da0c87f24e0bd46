package io.postern.users;

import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Too many passwords are being hashed at once, and this one's turn did not come in time. The answer is 503. A sign-in must not count
 * it as a failure.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class HashingBusy extends AuthenticationServiceException {

    private static final long serialVersionUID = 1L;

    public HashingBusy() {
        super("too many passwords are being hashed");
    }
}
