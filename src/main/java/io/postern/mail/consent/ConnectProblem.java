package io.postern.mail.consent;

import io.postern.net.VisibleText;
import java.io.Serializable;
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

    /** The answer belongs to no connection that was begun here and is still open. */
    public static ConnectProblem unasked() {
        return new ConnectProblem(
                "oauth-unasked", "mail.settings.connect.unasked.cause", "mail.settings.connect.again", null);
    }

    /** Another administrator saved meanwhile, so that the consent would go to other settings. */
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

    /** The provider sent the browser back with an error (RFC 6749 section 4.1.2.1), such as that the owner said no. */
    public static ConnectProblem refused(String error, String description) {
        String said = (error + " " + description).strip();
        String cut = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
        return new ConnectProblem(
                "oauth-not-granted",
                "mail.settings.connect.refused.cause",
                "mail.settings.connect.again",
                VisibleText.isVisible(cut) ? cut : null);
    }

    static ConnectProblem of(ConsentFlow.Refused refused) {
        return new ConnectProblem(
                refused.problem().code(),
                refused.problem().causeKey(),
                refused.problem().adviceKey(),
                refused.said());
    }
}
