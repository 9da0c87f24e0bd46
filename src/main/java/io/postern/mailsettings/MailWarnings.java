package io.postern.mailsettings;

import io.postern.installation.Installation;
import io.postern.net.EmailAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks over the form as typed, errors in it or not. */
@Component
class MailWarnings {

    private final Installation installation;

    MailWarnings(Installation installation) {
        this.installation = installation;
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
                && form.password().isBlank()
                && stored.values().signsInWithPassword()
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
        publicAddress().ifPresent(warnings::add);
        return warnings;
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
