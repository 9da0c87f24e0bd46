package io.postern.signin;

import io.postern.audit.Audited;
import io.postern.net.Coded;
import java.util.UUID;

/**
 * Something about the second factor of an account. It is published inside the transaction of the change.
 *
 * @param subject the username
 */
public record FactorEvent(UUID user, String subject, Kind kind) implements Audited {

    /** The page of a user's own second factor. */
    public static final String PAGE = "/profile/security";

    /** What happened. */
    public enum Kind implements Coded {
        /** An authenticator app was added, or took the place of another. */
        APP_ADDED(true),
        APP_REMOVED(true),
        /** There are new recovery codes. The old ones count no more. */
        CODES_MADE(false),
        /** Somebody signed in with a recovery code. */
        CODE_USED(false),
        /** An administrator or the console removed all second factors. */
        RESET(true);

        private final boolean endsSessions;

        Kind(boolean endsSessions) {
            this.endsSessions = endsSessions;
        }

        public boolean endsSessions() {
            return endsSessions;
        }
    }

    @Override
    public String action() {
        return "signin.audit." + kind.code();
    }
}
