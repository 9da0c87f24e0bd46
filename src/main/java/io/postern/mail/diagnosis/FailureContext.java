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
 * @param reply what the server last said in this stage, or null
 * @param thrown what the mail library, JSSE or the system threw
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

    /** Whether an access token was presented rather than a password. */
    boolean oauth() {
        return signIn == Credentials.OAuth2.class;
    }

    boolean signsInWithPassword() {
        return !oauth();
    }

    boolean beginsWithTls() {
        return encryption == Encryption.IMPLICIT;
    }

    boolean kerberos() {
        return signIn == Credentials.Kerberos.class;
    }

    /** The refusal as rules read it, or "" when there was none. */
    String refusal() {
        return reply != null && reply.code() >= 400 ? reply.normalised() : "";
    }

    /** Names and messages of all that was thrown, in lower case. What the server said is not among it. */
    String exceptions() {
        StringJoiner text = new StringJoiner(" | ");
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean quotesTheServer = cause instanceof MessagingException && reply != null;
            String message = quotesTheServer ? "" : String.valueOf(cause.getMessage());
            text.add(cause.getClass().getSimpleName() + ": " + message);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** What of this kind was thrown, or null. */
    <T extends Throwable> @Nullable T thrown(Class<T> kind) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }
}
