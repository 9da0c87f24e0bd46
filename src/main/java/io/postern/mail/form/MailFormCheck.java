package io.postern.mail.form;

import io.postern.mail.account.Encryption;
import io.postern.mail.auth.DefaultCredentials;
import io.postern.mail.auth.ProcessIdentity;
import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.NumberRange;
import io.postern.mail.settings.SecretChange;
import io.postern.mail.settings.TlsMode;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import io.postern.net.IpAddress;
import io.postern.outbound.TrustedCertificates;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** The one check of the form, for saving and for testing alike. */
@Component
public class MailFormCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 2;

    private final DefaultCredentials process;
    private final SecretCheck secrets;

    MailFormCheck(DefaultCredentials process, SecretCheck secrets) {
        this.process = process;
        this.secrets = secrets;
    }

    /** What the form says, or empty with an error at each field that is wrong. */
    public Optional<CheckedMailForm> check(MailForm form, MailSettings stored, Errors errors) {
        FieldParser fields = new FieldParser(errors);
        String host = host(form, fields);
        boolean dropCertificates = certificatesOfAnotherHost(form, host, stored.values());
        AuthMethod method = fields.choice("authMethod", form.authMethod(), AuthMethod.class, AuthMethod.AUTO);
        MailSettingsValues values = new MailSettingsValues(
                form.alertEmailsEnabled(),
                form.useDefaultCredentials(),
                form.sslEnabled(),
                host,
                fields.number("port", form.port(), NumberRange.PORT),
                username(form, stored.values(), fields),
                fields.address("fromAddress", form.fromAddress()),
                fields.visible("fromDisplayName", form.fromDisplayName(), 100),
                fields.choice("tlsMode", form.tlsMode(), TlsMode.class, TlsMode.AUTO),
                ehloName(form, fields),
                fields.address("replyTo", form.replyTo()),
                fields.address("envelopeFrom", form.envelopeFrom()),
                fields.seconds("connectTimeout", form.connectTimeout(), PATIENCE),
                fields.seconds("readTimeout", form.readTimeout(), PATIENCE),
                otherwise(fields.number("maxConnections", form.maxConnections(), NumberRange.CONNECTIONS), CONNECTIONS),
                fields.number("maxPerMinute", form.maxPerMinute(), NumberRange.PER_MINUTE),
                form.allowCleartextPassword(),
                dropCertificates ? null : certificates(form, fields),
                method,
                method == AuthMethod.OAUTH2
                        ? new OAuthFields(form, fields, !form.useDefaultCredentials()).values()
                        : null);
        checkSignIn(values, form, fields);
        checkFrom(values, form, fields, errors);
        SecretChange secret = secrets.check(form, values, stored, fields, errors);
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new CheckedMailForm(values, secret, dropCertificates, form.removePassword()));
    }

    private static @Nullable String host(MailForm form, FieldParser fields) {
        String typed = fields.line("host", form.host(), 300);
        if (typed == null) {
            return form.host().isBlank() ? fields.reject("host", "mail.settings.host.missing") : null;
        }
        Optional<String> name = HostName.canonical(typed);
        return name.isPresent() ? name.get() : fields.reject("host", "mail.settings.host.malformed");
    }

    /** With default credentials on, the disabled field is not submitted: that does not erase the name. */
    private static @Nullable String username(MailForm form, MailSettingsValues stored, FieldParser fields) {
        String typed = fields.line("username", form.username(), 320);
        return typed == null && form.useDefaultCredentials() ? stored.username() : typed;
    }

    private static @Nullable String ehloName(MailForm form, FieldParser fields) {
        String typed = fields.line("ehloName", form.ehloName(), 300);
        if (typed == null) {
            return null;
        }
        boolean literal = typed.startsWith("[")
                && IpAddress.parse(typed.replace("[IPv6:", "[")).isPresent();
        if (literal) {
            return typed;
        }
        Optional<String> name = HostName.toAscii(typed).filter(HostName::isFqdn);
        return name.isPresent() ? name.get() : fields.reject("ehloName", "mail.settings.ehlo.malformed");
    }

    private static @Nullable String certificates(MailForm form, FieldParser fields) {
        String pem = TrustedCertificates.canonical(form.trustedCertificates());
        if (pem != null && TrustedCertificates.parse(pem) instanceof TrustedCertificates.Malformed malformed) {
            return fields.reject("trustedCertificates", malformed.messageKey(), malformed.position());
        }
        return pem;
    }

    private static boolean certificatesOfAnotherHost(MailForm form, @Nullable String host, MailSettingsValues stored) {
        return stored.trustedCertificates() != null
                && host != null
                && !host.equalsIgnoreCase(stored.host())
                && stored.trustedCertificates().equals(TrustedCertificates.canonical(form.trustedCertificates()));
    }

    private void checkSignIn(MailSettingsValues values, MailForm form, FieldParser fields) {
        if (values.useDefaultCredentials()) {
            Optional<ProcessIdentity> identity = process.identity();
            if (identity.isEmpty()) {
                fields.reject("useDefaultCredentials", "mail.settings.default-credentials.missing");
            } else if (values.host() != null && !identity.get().mayBeUsedAt(values.host())) {
                fields.reject(
                        "host",
                        "mail.settings.default-credentials.other-host",
                        String.valueOf(identity.get().host()));
            }
        } else if (values.username() == null && form.username().isBlank()) {
            if (values.authMethod() == AuthMethod.PASSWORD) {
                fields.reject("username", "mail.settings.username.missing");
            } else if (values.usesOAuth()) {
                fields.reject("username", "mail.settings.oauth.mailbox-missing");
            }
        }
        if (sendsSecret(values)
                && values.encryption() == Encryption.NONE
                && values.host() != null
                && !values.isLoopback()
                && !values.allowCleartextPassword()) {
            fields.reject("allowCleartextPassword", "mail.settings.cleartext.refused");
        }
    }

    /** A password or a token; a Kerberos ticket is worth nothing to whoever reads it. */
    private boolean sendsSecret(MailSettingsValues values) {
        return values.useDefaultCredentials()
                ? process.identity()
                        .filter(ProcessIdentity.Password.class::isInstance)
                        .isPresent()
                : values.signsInWithSecret();
    }

    private void checkFrom(MailSettingsValues values, MailForm form, FieldParser fields, Errors errors) {
        Optional<EmailAddress> from = values.from(signInName(values));
        if (from.isEmpty() && form.fromAddress().isBlank() && !errors.hasFieldErrors("username")) {
            fields.reject("fromAddress", "mail.settings.from.underivable");
        }
    }

    private @Nullable String signInName(MailSettingsValues values) {
        return values.useDefaultCredentials()
                ? process.identity().map(ProcessIdentity::username).orElse(null)
                : values.username();
    }

    private static int otherwise(@Nullable Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }
}
