package io.postern.mail.providers;

import io.postern.mail.account.Credentials;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.MailForm;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Advises on a failure by what is known: the reply, how the settings sign in, and the provider at whose host they do. */
@Component
public class FailureAdvice {

    /** What is put right at the provider, or by what the provider wants. */
    private static final Set<SmtpProblem> OF_PROVIDER = EnumSet.of(
            SmtpProblem.APP_PASSWORD_NEEDED,
            SmtpProblem.CREDENTIALS_REJECTED,
            SmtpProblem.AUTHENTICATION_REQUIRED,
            SmtpProblem.MS_SMTP_AUTH_DISABLED,
            SmtpProblem.MS_BASIC_AUTH_DISABLED,
            SmtpProblem.MS_BASIC_AUTH_RETIRED,
            SmtpProblem.MS_SECURITY_DEFAULTS,
            SmtpProblem.MS_OAUTH_NOT_PERMITTED,
            SmtpProblem.MS_CONNECTOR_MISMATCH,
            SmtpProblem.OAUTH_TOKEN_REJECTED,
            SmtpProblem.OAUTH_CLIENT_UNKNOWN,
            SmtpProblem.OAUTH_SECRET_INVALID,
            SmtpProblem.OAUTH_SECRET_EXPIRED,
            SmtpProblem.OAUTH_GRANT_REVOKED,
            SmtpProblem.OAUTH_SERVICE_PRINCIPAL_MISSING,
            SmtpProblem.RELAY_NOT_REGISTERED,
            SmtpProblem.RELAY_EHLO_REFUSED,
            SmtpProblem.RELAY_DENIED,
            SmtpProblem.SENDER_NOT_OWNED,
            SmtpProblem.SENDER_DOMAIN_NOT_ALLOWED,
            SmtpProblem.SENDER_UNVERIFIED,
            SmtpProblem.SENDER_REFUSED,
            SmtpProblem.IDENTITY_UNVERIFIED);

    private final Providers providers;

    FailureAdvice(Providers providers) {
        this.providers = providers;
    }

    /**
     * What to do next.
     *
     * @param reply what the server said, or null
     * @param form the settings with which it failed
     */
    public Advice on(SmtpProblem problem, @Nullable String reply, MailForm form) {
        Provider provider = OF_PROVIDER.contains(problem) ? providers.of(form).orElse(null) : null;
        return new Advice(problem.adviceKey(reply, signIn(form)), provider);
    }

    private static Class<? extends Credentials> signIn(MailForm form) {
        if (form.useDefaultCredentials()) {
            return Credentials.Password.class;
        }
        if (form.usesOAuth()) {
            return Credentials.OAuth2.class;
        }
        boolean anonymous = form.authMethod().equals(AuthMethod.NONE.name())
                || form.username().isBlank();
        return anonymous ? Credentials.None.class : Credentials.Password.class;
    }
}
