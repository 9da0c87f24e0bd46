package io.postern.users;

import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * More passwords are being hashed than the machine has cores, and the turn did not come in time. A controller lets it pass and
 * answers 503; a sign-in meets it as an authentication that could not be processed, and must answer 503 as well, without counting
 * a failure.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class HashingBusy extends AuthenticationServiceException {

    private static final long serialVersionUID = 1L;

    public HashingBusy() {
        super("too many passwords are being hashed");
    }
}
