package io.postern.outbound;

import java.io.IOException;

/** The authorization server gave no answer. The cause says why. */
public final class HttpUnreachable extends IOException {

    private static final long serialVersionUID = 1L;

    public HttpUnreachable(Throwable cause) {
        super("token endpoint", cause);
    }

    /** The reason in the words of the system. */
    public String reason() {
        Throwable innermost = this;
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        String message = innermost.getMessage();
        String kind = innermost.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message;
    }

    /** The proxy can't be reached, or did not connect to the target. */
    public static final class ProxyFailed extends IOException {

        private static final long serialVersionUID = 1L;

        ProxyFailed(String message) {
            super(message);
        }
    }

    /** The target policy forbids the address. */
    public static final class AddressRefused extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
