package io.postern.mail.page;

import io.postern.crypto.Sealer;
import io.postern.mail.auth.DefaultCredentials;
import io.postern.mail.consent.AccountConnectionService;
import io.postern.mail.form.MailForm;
import io.postern.mail.providers.MailWarnings;
import io.postern.mail.providers.Provider;
import io.postern.mail.providers.ProviderSuggestions;
import io.postern.mail.providers.Providers;
import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.MailSecret;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.OAuthGrantType;
import io.postern.mail.settings.SealedRefreshTokens;
import io.postern.mail.settings.SecretKind;
import io.postern.mail.settings.TlsMode;
import io.postern.mail.test.LastTestSummary;
import io.postern.mail.test.MailTestForm;
import io.postern.mail.test.StageView;
import io.postern.users.SignedInUser;
import io.postern.users.Users;
import io.postern.web.Option;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of Settings &gt; Mail around a form. */
@Component
class MailPage {

    static final String VIEW = "mail/settings";

    private final MailSettingsRepository repository;
    private final MailSecret secret;
    private final SealedRefreshTokens grants;
    private final AccountConnectionService connecting;
    private final Sealer sealer;
    private final DefaultCredentials process;
    private final Providers providers;
    private final ProviderSuggestions suggestions;
    private final MailWarnings warnings;
    private final LastTestSummary history;
    private final Users users;
    private final MessageSource messages;

    MailPage(
            MailSettingsRepository repository,
            MailSecret secret,
            SealedRefreshTokens grants,
            AccountConnectionService connecting,
            Sealer sealer,
            DefaultCredentials process,
            Providers providers,
            ProviderSuggestions suggestions,
            MailWarnings warnings,
            LastTestSummary history,
            Users users,
            MessageSource messages) {
        this.repository = repository;
        this.secret = secret;
        this.grants = grants;
        this.connecting = connecting;
        this.sealer = sealer;
        this.process = process;
        this.providers = providers;
        this.suggestions = suggestions;
        this.warnings = warnings;
        this.history = history;
        this.users = users;
        this.messages = messages;
    }

    /**
     * Adds everything but form and result.
     *
     * @param invalid whether an error may be at one of the folded fields
     */
    String show(Model model, MailForm form, boolean invalid) {
        MailSettings stored = repository.stored();
        Optional<Provider> provider = providers.of(form);
        boolean secretStored = stored.sealedPassword().isPresent();
        SecretKind kind = SecretKind.of(stored.values());
        model.addAttribute("passwordStored", secretStored && kind == SecretKind.PASSWORD);
        model.addAttribute("clientSecretStored", secretStored && kind == SecretKind.CLIENT_SECRET);
        model.addAttribute(
                "passwordUnreadable",
                secret.isUnreadable(stored)
                        || grants.isUnreadable(stored.grantId().orElse(null)));
        model.addAttribute("callback", connecting.callback().map(URI::toString).orElse(null));
        model.addAttribute(
                "connectedAt", stored.grantId().flatMap(grants::connectedAt).orElse(null));
        model.addAttribute("sealing", sealer.state());
        model.addAttribute("identity", process.identity().orElse(null));
        model.addAttribute("providers", providers.all());
        model.addAttribute("provider", provider.orElse(null));
        model.addAttribute(
                "suggested",
                suggestions
                        .atOnce(form.host(), form.username(), form.fromAddress())
                        .orElse(null));
        model.addAttribute("warnings", warnings.of(form, stored));
        model.addAttribute("advancedOpen", invalid || Advanced.isUsed(form));
        model.addAttribute(
                "tlsModes",
                Arrays.stream(TlsMode.values())
                        .map(mode -> new Option(mode.name(), text(mode.messageKey())))
                        .toList());
        model.addAttribute(
                "authMethods",
                Arrays.stream(AuthMethod.values())
                        .map(method -> new Option(method.name(), text(method.messageKey())))
                        .toList());
        model.addAttribute(
                "oauthGrants",
                Arrays.stream(OAuthGrantType.values())
                        .map(grant -> new Option(grant.name(), text(grant.messageKey())))
                        .toList());
        model.addAttribute("history", history.of(stored));
        model.addAttribute("testId", UUID.randomUUID().toString());
        model.addAttribute("pendingStages", StageView.pending());
        return VIEW;
    }

    /** The same for the stored settings, nobody having typed. */
    String show(Model model) {
        return show(model, MailForm.of(repository.stored()), false);
    }

    /** The form as it is before anybody typed, and a test to one's own address. */
    void fresh(Model model, @Nullable SignedInUser reader) {
        model.addAttribute("form", MailForm.of(repository.stored()));
        model.addAttribute("test", new MailTestForm(ownAddress(reader), ""));
    }

    String ownAddress(@Nullable SignedInUser reader) {
        return Optional.ofNullable(reader)
                .flatMap(user -> users.byId(user.id()))
                .flatMap(user -> user.email())
                .map(address -> address.value())
                .orElse("");
    }

    private String text(String messageKey) {
        Locale locale = LocaleContextHolder.getLocale();
        return messages.getMessage(messageKey, null, locale);
    }

    /** The fields that are folded away. */
    static final class Advanced {

        private Advanced() {}

        /** Whether one of them says something else than it does by itself. */
        static boolean isUsed(MailForm form) {
            return !isOneOf(form.tlsMode(), "", "AUTO")
                    || !(form.ehloName() + form.replyTo() + form.envelopeFrom()).isBlank()
                    || !isOneOf(form.connectTimeout(), "", "10")
                    || !isOneOf(form.readTimeout(), "", "10")
                    || !isOneOf(form.maxConnections(), "", "2")
                    || !form.maxPerMinute().isBlank()
                    || form.allowCleartextPassword()
                    || !form.trustedCertificates().isBlank();
        }

        private static boolean isOneOf(String text, String... usual) {
            return List.of(usual).contains(text.strip());
        }
    }
}
