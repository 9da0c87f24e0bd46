package io.postern.mailsettings;

import io.postern.installation.Installation;
import io.postern.net.EmailAddress;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks over the form as typed, errors in it or not. */
@Component
class MailWarnings {

    /** How long before its end something is warned about. */
    static final Period AHEAD = Period.ofDays(21);

    private final Installation installation;
    private final Clock clock;

    MailWarnings(Installation installation, Clock clock) {
        this.installation = installation;
        this.clock = clock;
    }

    Set<MailWarning> of(MailForm form, MailSettings stored) {
        Set<MailWarning> warnings = EnumSet.noneOf(MailWarning.class);
        boolean signsIn = !form.useDefaultCredentials()
                && !form.username().isBlank()
                && !form.authMethod().equals(AuthMethod.NONE.name());
        if (form.allowCleartextPassword()) {
            warnings.add(MailWarning.CLEARTEXT_PASSWORD);
        }
        if (signsIn && differ(form.fromAddress(), form.username())) {
            warnings.add(MailWarning.FROM_NOT_USERNAME);
        }
        if (signsIn
                && !form.usesOAuth()
                && form.password().isBlank()
                && stored.values().signsInWithSecret()
                && stored.sealedPassword().isEmpty()) {
            warnings.add(MailWarning.PASSWORD_MISSING);
        }
        if (!portFits(form)) {
            warnings.add(MailWarning.PORT_TLS_MODE);
        }
        if (TrustedCertificates.of(form.trustedCertificates()).stream()
                .anyMatch(certificate -> !TrustedCertificates.isCa(certificate))) {
            warnings.add(MailWarning.CERTIFICATE_IS_LEAF);
        }
        if (form.connectsAccount() && stored.grantId().isEmpty()) {
            warnings.add(MailWarning.OAUTH_NOT_CONNECTED);
        }
        clientSecret(form).ifPresent(warnings::add);
        publicAddress().ifPresent(warnings::add);
        return warnings;
    }

    private Optional<MailWarning> clientSecret(MailForm form) {
        LocalDate lastDay = form.usesOAuth() ? OAuthFields.date(form.oauthSecretExpires()) : null;
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), installation.current().timeZone());
        if (lastDay == null || today.plus(AHEAD).isBefore(lastDay)) {
            return Optional.empty();
        }
        return Optional.of(
                today.isAfter(lastDay) ? MailWarning.OAUTH_SECRET_EXPIRED : MailWarning.OAUTH_SECRET_EXPIRES);
    }

    private Optional<MailWarning> publicAddress() {
        URI address = installation.current().publicUrl();
        if (address == null) {
            return Optional.of(MailWarning.PUBLIC_ADDRESS_MISSING);
        }
        String host = String.valueOf(address.getHost());
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return local ? Optional.of(MailWarning.PUBLIC_ADDRESS_LOCALHOST) : Optional.empty();
    }

    private static boolean differ(String from, String username) {
        Optional<EmailAddress> typed = EmailAddress.parse(from);
        Optional<EmailAddress> name = EmailAddress.parse(username);
        return typed.isPresent()
                && name.isPresent()
                && !typed.get()
                        .value()
                        .toLowerCase(Locale.ROOT)
                        .equals(name.get().value().toLowerCase(Locale.ROOT));
    }

    private static boolean portFits(MailForm form) {
        String port = form.port().strip();
        if (port.equals(String.valueOf(MailValues.SUBMISSIONS_PORT))) {
            return form.sslEnabled() && !form.tlsMode().equals(TlsMode.STARTTLS.name());
        }
        boolean plainFirst = port.isEmpty()
                || port.equals(String.valueOf(MailValues.SUBMISSION_PORT))
                || port.equals(String.valueOf(MailValues.RELAY_PORT));
        return !(form.sslEnabled() && plainFirst && form.tlsMode().equals(TlsMode.IMPLICIT.name()));
    }
}
