package io.postern.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Somebody asked more often than is allowed. Answered with 429. */
@ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
public final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyRequests() {
        // Thrown as often as somebody asks, so it has no stack trace.
        super(null, null, false, false);
    }
}
