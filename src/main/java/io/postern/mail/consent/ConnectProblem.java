package io.postern.mail.consent;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.diagnosis.FailureContext;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpDiagnosis;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.ShownText;
import io.postern.net.VisibleText;
import io.postern.outbound.Deadline;
import io.postern.outbound.HttpUnreachable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an account was not connected, as the page says it.
 *
 * @param code the same in every language, for scripts
 * @param said by the provider, or null
 */
public record ConnectProblem(String code, String causeKey, String adviceKey, @Nullable String said)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    /** The answer belongs to no connection that is open in this session. */
    public static ConnectProblem unasked() {
        return new ConnectProblem(
                "oauth-unasked", "mail.settings.connect.unasked.cause", "mail.settings.connect.again", null);
    }

    /** Another administrator saved meanwhile. The consent would go to other settings. */
    static ConnectProblem settingsChanged() {
        return new ConnectProblem(
                "oauth-settings-changed", "mail.settings.connect.changed.cause", "mail.settings.connect.again", null);
    }

    static ConnectProblem notLasting() {
        return new ConnectProblem(
                "oauth-not-lasting",
                "mail.settings.connect.not-lasting.cause",
                "mail.settings.connect.not-lasting.advice",
                null);
    }

    /** The provider sent the browser back with an error (RFC 6749 section 4.1.2.1). The owner said no, for example. */
    public static ConnectProblem refused(String error, String description) {
        String said = (error + " " + description).strip();
        String cut = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
        return new ConnectProblem(
                "oauth-not-granted",
                "mail.settings.connect.refused.cause",
                "mail.settings.connect.again",
                VisibleText.isVisible(cut) ? cut : null);
    }

    /** The authorization server gave no token, or could not be reached. */
    static ConnectProblem of(IOException thrown) {
        FailureContext context = new FailureContext(
                Stage.AUTHORIZE, null, thrown, 443, Encryption.IMPLICIT, Credentials.OAuth2.class, Set.of());
        Failure failure = SmtpDiagnosis.of(context, Deadline.End.NONE, null);
        String said =
                thrown instanceof HttpUnreachable unreachable ? ShownText.of(unreachable.reason()) : failure.reply();
        return new ConnectProblem(
                failure.problem().code(),
                failure.problem().causeKey(),
                failure.problem().adviceKey(null, Credentials.OAuth2.class),
                said);
    }
}
