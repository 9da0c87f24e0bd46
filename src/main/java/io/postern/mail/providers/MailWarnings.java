package io.postern.mail.providers;

import io.postern.installation.Installation;
import io.postern.installation.PublicUrl;
import io.postern.mail.settings.AccountFactory;
import io.postern.mail.settings.ClientSecretExpiry;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.ServerCertificates;
import io.postern.mail.settings.TlsMode;
import io.postern.net.EmailAddress;
import io.postern.net.HostName;
import io.postern.net.VisibleText;
import io.postern.outbound.TrustedCertificates;
import io.postern.web.Times;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the form as typed, whether it has errors or not. */
@Component
public class MailWarnings {

    private final Installation installation;
    private final Providers providers;
    private final AccountFactory accounts;
    private final ServerCertificates certificates;
    private final ClientSecretExpiry clientSecrets;
    private final Times times;
    private final MailSecret secret;
    private final MailSettingsRepository repository;

    MailWarnings(
            Installation installation,
            Providers providers,
            AccountFactory accounts,
            ServerCertificates certificates,
            ClientSecretExpiry clientSecrets,
            Times times,
            MailSecret secret,
            MailSettingsRepository repository) {
        this.installation = installation;
        this.providers = providers;
        this.accounts = accounts;
        this.certificates = certificates;
        this.clientSecrets = clientSecrets;
        this.times = times;
        this.secret = secret;
        this.repository = repository;
    }

    /** The warnings in their order, each with the arguments of its message. */
    public Map<MailWarning, List<String>> of(MailForm form, MailSettings stored) {
        Map<MailWarning, List<String>> warnings = new EnumMap<>(MailWarning.class);
        LintContext context = lintContext(form);
        compareServers(form, stored, warnings);
        if (form.allowCleartextPassword()) {
            warnings.put(MailWarning.CLEARTEXT_PASSWORD, List.of());
        }
        if (context.fromDiffersFromUsername() && !isKnownToRewrite(context.provider())) {
            warnings.put(MailWarning.FROM_NOT_USERNAME, List.of());
        }
        if (context.signsInByPassword()
                && form.password().isBlank()
                && stored.values().signsInWithSecret()
                && stored.sealedPassword().isEmpty()) {
            warnings.put(MailWarning.PASSWORD_MISSING, List.of());
        }
        if (hidesCharacters(form, context, stored)) {
            warnings.put(MailWarning.PASSWORD_HIDES_CHARACTERS, List.of());
        }
        if (!portFits(form)) {
            warnings.put(MailWarning.PORT_TLS_MODE, List.of());
        }
        if (TrustedCertificates.of(form.trustedCertificates()).stream()
                .anyMatch(certificate -> !TrustedCertificates.isCa(certificate))) {
            warnings.put(MailWarning.CERTIFICATE_IS_LEAF, List.of());
        }
        if (form.connectsAccount() && stored.grantId().isEmpty()) {
            warnings.put(MailWarning.OAUTH_NOT_CONNECTED, List.of());
        }
        LintRule.ALL.stream()
                .filter(rule -> rule.isBrokenBy(context))
                .forEach(rule -> warnings.put(rule.warning(), context.named()));
        clientSecret(form).ifPresent(warning -> warnings.put(warning, List.of()));
        String host = HostName.canonical(form.host().strip()).orElse("");
        certificates
                .endOf(host)
                .ifPresent(end ->
                        warnings.put(MailWarning.CERTIFICATE_EXPIRES, List.of(HostName.shown(host), times.local(end))));
        publicAddress().ifPresent(warning -> warnings.put(warning, List.of()));
        return warnings;
    }

    /** A primary may be made stronger after its backups were saved. */
    private void compareServers(MailForm form, MailSettings stored, Map<MailWarning, List<String>> warnings) {
        if (stored.isPrimary()) {
            String weaker = repository.inOrder().stream()
                    .filter(server ->
                            !server.isPrimary() && server.values().protection().isWeakerThan(form.protection()))
                    .map(MailSettings::name)
                    .collect(Collectors.joining(", "));
            if (!weaker.isEmpty()) {
                warnings.put(MailWarning.WEAKER_BACKUPS, List.of(weaker));
            }
            return;
        }
        MailSettings primary = repository.stored();
        if (form.protection().isWeakerThan(primary.values().protection())) {
            warnings.put(MailWarning.BACKUP_WEAKER, List.of(primary.name()));
            if (!form.allowWeakerBackup()) {
                warnings.put(MailWarning.BACKUP_WEAKER_UNASKED, List.of());
            }
        }
    }

    private boolean hidesCharacters(MailForm form, LintContext context, MailSettings stored) {
        String typed = form.usesOAuth() ? form.oauthClientSecret() : form.password();
        boolean used = form.usesOAuth() || context.signsInByPassword();
        return used && (typed.isBlank() ? secret.hidesCharacters(stored) : VisibleText.hidesCharacters(typed));
    }

    private Optional<MailWarning> clientSecret(MailForm form) {
        return switch (clientSecrets.status(form.usesOAuth() ? form.lastDayOfSecret() : null)) {
            case GOOD -> Optional.empty();
            case ENDS_SOON -> Optional.of(MailWarning.OAUTH_SECRET_EXPIRES);
            case ENDED -> Optional.of(MailWarning.OAUTH_SECRET_EXPIRED);
        };
    }

    private Optional<MailWarning> publicAddress() {
        URI address = installation.current().publicUrl();
        if (address == null) {
            return Optional.of(MailWarning.PUBLIC_ADDRESS_MISSING);
        }
        return PublicUrl.isLocal(address) ? Optional.of(MailWarning.PUBLIC_ADDRESS_LOCALHOST) : Optional.empty();
    }

    private LintContext lintContext(MailForm form) {
        Provider owner = EmailAddress.parse(form.fromAddress())
                .flatMap(providers::byAddress)
                .orElse(null);
        String ehlo = form.ehloName().isBlank()
                ? accounts.publicHost()
                : form.ehloName().strip();
        return new LintContext(form, providers.of(form).orElse(null), owner, ehlo);
    }

    private static boolean isKnownToRewrite(@Nullable Provider provider) {
        return provider != null && provider.lintsFor(MailWarning.GOOGLE_FROM_REWRITTEN);
    }

    private static boolean portFits(MailForm form) {
        String port = form.port().strip();
        if (port.equals(String.valueOf(MailSettingsValues.SUBMISSIONS_PORT))) {
            return form.sslEnabled() && !form.tlsMode().equals(TlsMode.STARTTLS.name());
        }
        boolean plainFirst = port.isEmpty()
                || port.equals(String.valueOf(MailSettingsValues.SUBMISSION_PORT))
                || port.equals(String.valueOf(MailSettingsValues.RELAY_PORT));
        return !(form.sslEnabled() && plainFirst && form.tlsMode().equals(TlsMode.IMPLICIT.name()));
    }
}
