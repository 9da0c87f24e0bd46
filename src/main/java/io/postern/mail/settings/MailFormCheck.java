package io.postern.mail.settings;

import io.postern.mail.account.Encryption;
import io.postern.mail.auth.DefaultCredentials;
import io.postern.mail.auth.ProcessIdentity;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import io.postern.net.IpAddress;
import io.postern.outbound.TrustedCertificates;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** The one check of the form, for saving and for testing alike. */
@Component
public class MailFormCheck {

    private final DefaultCredentials process;
    private final SecretCheck secrets;
    private final Validator validator;
    private final MailSettingsRepository repository;

    MailFormCheck(
            DefaultCredentials process, SecretCheck secrets, Validator validator, MailSettingsRepository repository) {
        this.process = process;
        this.secrets = secrets;
        this.validator = validator;
        this.repository = repository;
    }

    /** What the form says, or empty with an error at each field that is wrong. */
    public Optional<CheckedMailForm> check(MailForm form, MailSettings stored, Errors errors) {
        FieldReader fields = new FieldReader(form, errors);
        convert(fields);
        if (fields.isBlank("host")) {
            fields.rejectOnce("host", "mail.settings.host.missing");
        }
        if (fields.text("username") == null && form.useDefaultCredentials()) {
            // A browser does not send a disabled field. That does not erase the name.
            fields.put("username", stored.values().signIn().username());
        }
        boolean dropCertificates = areOfAnotherHost(fields, stored.values().server());
        if (dropCertificates) {
            fields.put("trustedCertificates", null);
        }
        checkCertificates(fields);
        if (fields.value("authMethod") == AuthMethod.OAUTH2) {
            new OAuthEndpoints(fields, !form.useDefaultCredentials())
                    .check(fields.value("oauthGrant") == OAuthGrantType.AUTHORIZATION_CODE);
        }
        // The switch of the alert mails is the primary's alone, and so is what a backup is compared with.
        fields.put(stored.isPrimary() ? "allowWeakerBackup" : "alertEmailsEnabled", false);
        MailSettingsValues values = fields.values();
        validator.validate(values).forEach(violation -> reject(violation, fields));
        checkSignIn(values, fields);
        checkFrom(values, fields, errors);
        if (!stored.isPrimary()) {
            checkBackup(values, repository.stored(), fields);
        }
        CheckedMailForm.SecretChange secret = secrets.check(form, values, stored, fields, errors);
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new CheckedMailForm(values, secret, dropCertificates, form.removePassword()));
    }

    private static void convert(FieldReader fields) {
        fields.convert("host", HostName::canonical, "mail.settings.host.malformed");
        fields.convert("ehloName", MailFormCheck::ehloName, "mail.settings.ehlo.malformed");
        fields.convert("fromDisplayName", FieldReader::visible, "mail.settings.text.invisible");
        Stream.of("fromAddress", "replyTo", "envelopeFrom")
                .forEach(field -> fields.convert(
                        field,
                        line -> EmailAddress.parse(line).map(EmailAddress::value),
                        "mail.settings.address.malformed"));
    }

    private static void checkBackup(MailSettingsValues values, MailSettings primary, FieldReader fields) {
        if (values.protection().isWeakerThan(primary.values().protection()) && !values.allowWeakerBackup()) {
            fields.reject("allowWeakerBackup", "mail.settings.backup.weaker-refused", primary.name());
        }
    }

    private static Optional<String> ehloName(String line) {
        boolean literal = line.startsWith("[")
                && IpAddress.parse(line.replace("[IPv6:", "[")).isPresent();
        return literal ? Optional.of(line) : HostName.toAscii(line).filter(HostName::isFqdn);
    }

    private static boolean areOfAnotherHost(FieldReader fields, MailSettingsValues.Server stored) {
        String host = fields.text("host");
        return stored.trustedCertificates() != null
                && host != null
                && !host.equalsIgnoreCase(stored.host())
                && stored.trustedCertificates().equals(fields.text("trustedCertificates"));
    }

    private static void checkCertificates(FieldReader fields) {
        if (TrustedCertificates.parse(fields.text("trustedCertificates"))
                instanceof TrustedCertificates.Malformed malformed) {
            fields.reject("trustedCertificates", malformed.messageKey(), malformed.position());
        }
    }

    /** The message of a constraint names its bounds. */
    private static void reject(ConstraintViolation<MailSettingsValues> violation, FieldReader fields) {
        String field = "";
        for (Path.Node node : violation.getPropertyPath()) {
            field = node.getName();
        }
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        Object[] bounds = {};
        if (constraint instanceof Range range) {
            bounds = new Object[] {String.valueOf(range.min()), String.valueOf(range.max())};
        } else if (constraint instanceof Size size) {
            bounds = new Object[] {size.max()};
        }
        fields.rejectOnce(field, violation.getMessageTemplate(), bounds);
    }

    private void checkSignIn(MailSettingsValues values, FieldReader fields) {
        String host = values.server().host();
        if (values.signIn().useDefaultCredentials()) {
            Optional<ProcessIdentity> identity = process.identity();
            if (identity.isEmpty()) {
                fields.reject("useDefaultCredentials", "mail.settings.default-credentials.missing");
            } else if (host != null && !identity.get().mayBeUsedAt(host)) {
                fields.reject(
                        "host",
                        "mail.settings.default-credentials.other-host",
                        String.valueOf(identity.get().host()));
            }
        } else if (fields.isBlank("username")) {
            if (values.signIn().authMethod() == AuthMethod.PASSWORD) {
                fields.reject("username", "mail.settings.username.missing");
            } else if (values.usesOAuth()) {
                fields.reject("username", "mail.settings.oauth.mailbox-missing");
            }
        }
        if (sendsSecret(values)
                && values.encryption() == Encryption.NONE
                && host != null
                && !values.isLoopback()
                && !values.signIn().allowCleartextPassword()) {
            fields.reject("allowCleartextPassword", "mail.settings.cleartext.refused");
        }
    }

    /** A password or a token. A Kerberos ticket is worth nothing to a person who reads it. */
    private boolean sendsSecret(MailSettingsValues values) {
        return values.signIn().useDefaultCredentials()
                ? process.identity()
                        .filter(ProcessIdentity.Password.class::isInstance)
                        .isPresent()
                : values.signsInWithSecret();
    }

    private void checkFrom(MailSettingsValues values, FieldReader fields, Errors errors) {
        if (values.from(signInName(values)).isEmpty()
                && fields.isBlank("fromAddress")
                && !errors.hasFieldErrors("username")) {
            fields.reject("fromAddress", "mail.settings.from.underivable");
        }
    }

    private @Nullable String signInName(MailSettingsValues values) {
        return values.signIn().useDefaultCredentials()
                ? process.identity().map(ProcessIdentity::username).orElse(null)
                : values.signIn().username();
    }
}
