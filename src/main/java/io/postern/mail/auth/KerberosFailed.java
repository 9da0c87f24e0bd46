package io.postern.mail.auth;

import java.io.IOException;
import org.ietf.jgss.GSSException;

/** There is no ticket for the mail server. The message is the reason in the words of the JDK's Kerberos. */
public final class KerberosFailed extends IOException {

    private static final long serialVersionUID = 1L;

    public KerberosFailed(Throwable cause) {
        super(reason(cause), cause);
    }

    /** The cause that says most is in the middle of the chain. */
    private static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof GSSException gss && gss.getMinorString() != null) {
                return gss.getMinorString();
            }
        }
        Throwable innermost = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                return cause.getMessage().strip();
            }
            innermost = cause;
        }
        return innermost.getClass().getSimpleName();
    }
}
