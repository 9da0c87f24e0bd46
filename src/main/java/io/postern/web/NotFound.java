package io.postern.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the address names does not exist, or no longer: answered with 404. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFound() {
        // Part of ordinary use: where it came from tells nobody anything.
        super(null, null, false, false);
    }
}
