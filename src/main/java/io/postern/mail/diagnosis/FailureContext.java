package io.postern.mail.diagnosis;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.account.SmtpAccount;
import jakarta.mail.MessagingException;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a failure.
 *
 * @param reply the server's last reply in this stage, or null
 * @param thrown the exception of the mail library, of JSSE or of the system
 * @param signIn how the account signs in
 * @param mechanisms the AUTH mechanisms that the server offers
 */
public record FailureContext(
        Stage stage,
        @Nullable SmtpReply reply,
        Throwable thrown,
        int port,
        Encryption encryption,
        Class<? extends Credentials> signIn,
        Set<String> mechanisms) {

    public static FailureContext of(
            SmtpAccount account, Stage stage, @Nullable SmtpReply reply, Throwable thrown, Set<String> offered) {
        Class<? extends Credentials> signIn = account.credentials().getClass();
        return new FailureContext(stage, reply, thrown, account.port(), account.encryption(), signIn, offered);
    }

    /** The refusal as rules read it, or "" when there was none. */
    String refusal() {
        return reply != null && reply.code() >= 400 ? reply.normalised() : "";
    }

    /** Names and messages of the exception and its causes, in lower case, without what the server said. */
    String exceptions() {
        StringJoiner text = new StringJoiner(" | ");
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean quotesTheServer = cause instanceof MessagingException && reply != null;
            String message = quotesTheServer ? "" : String.valueOf(cause.getMessage());
            text.add(cause.getClass().getSimpleName() + ": " + message);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** The exception of this type among the thrown one and its causes, or null. */
    <T extends Throwable> @Nullable T thrown(Class<T> kind) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }
}
