package io.postern.mail.page;

import io.postern.crypto.Sealer;
import io.postern.mail.arrival.ArrivalStage;
import io.postern.mail.auth.DefaultCredentials;
import io.postern.mail.consent.AccountConnectionService;
import io.postern.mail.providers.MailWarnings;
import io.postern.mail.providers.ProviderSuggestions;
import io.postern.mail.providers.Providers;
import io.postern.mail.queue.QueueHold;
import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailFormCheck;
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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Fills the model of Settings &gt; Mail around a form. */
@Component
class MailPage {

    static final String VIEW = "mail/settings";

    /** The fields that are folded away, each with what it says by itself. */
    private static final Map<String, String> ADVANCED = Map.of(
            "tlsMode", "AUTO",
            "ehloName", "",
            "replyTo", "",
            "envelopeFrom", "",
            "connectTimeout", "10",
            "readTimeout", "10",
            "maxConnections", "2",
            "maxPerMinute", "",
            "allowCleartextPassword", "",
            "trustedCertificates", "");

    private final MailSettingsRepository repository;
    private final MailSecret secret;
    private final SealedRefreshTokens grants;
    private final AccountConnectionService connecting;
    private final Sealer sealer;
    private final DefaultCredentials process;
    private final Providers providers;
    private final ProviderSuggestions suggestions;
    private final MailWarnings warnings;
    private final MailFormCheck check;
    private final LastTestSummary history;
    private final QueueHold queueHold;
    private final Users users;

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
            MailFormCheck check,
            LastTestSummary history,
            QueueHold queueHold,
            Users users) {
        this.repository = repository;
        this.secret = secret;
        this.grants = grants;
        this.connecting = connecting;
        this.sealer = sealer;
        this.process = process;
        this.providers = providers;
        this.suggestions = suggestions;
        this.warnings = warnings;
        this.check = check;
        this.history = history;
        this.queueHold = queueHold;
        this.users = users;
    }

    /**
     * Adds everything except the form and the result of a test.
     *
     * @param invalid whether an error may be at one of the folded fields
     */
    String show(MailServerPage server, Model model, MailForm form, boolean invalid) {
        MailSettings stored = server.stored();
        model.addAttribute("servers", servers(server));
        boolean secretStored = stored.sealedPassword().isPresent();
        SecretKind kind = SecretKind.of(stored.values());
        model.addAttribute("secretStored", secretStored);
        model.addAttribute("passwordStored", secretStored && kind == SecretKind.PASSWORD);
        BindingResult withoutSecret = new BeanPropertyBindingResult(form, "form");
        check.check(form.with(Map.of()), stored, withoutSecret);
        for (SecretKind each : SecretKind.values()) {
            String again = withoutSecret.hasFieldErrors(each.formName()) ? each.againHelpKey() : each.storedHelpKey();
            model.addAttribute(each.formName() + "Help", secretStored && kind == each ? again : each.noneHelpKey());
        }
        model.addAttribute("saved", query(MailForm.of(stored)));
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
        model.addAttribute("provider", providers.of(form).orElse(null));
        model.addAttribute(
                "suggested",
                suggestions
                        .atOnce(form.host(), form.username(), form.fromAddress())
                        .orElse(null));
        model.addAttribute("warnings", warnings.of(form, stored));
        model.addAttribute("advancedOpen", invalid || usesAdvanced(form));
        model.addAttribute("tlsModes", options(TlsMode.values(), TlsMode::messageKey));
        model.addAttribute("authMethods", options(AuthMethod.values(), AuthMethod::messageKey));
        model.addAttribute("oauthGrants", options(OAuthGrantType.values(), OAuthGrantType::messageKey));
        model.addAttribute("history", history.of(stored));
        model.addAttribute("arrival", history.arrival(stored).orElse(null));
        model.addAttribute("arrivalBefore", ArrivalStage.before());
        model.addAttribute("testId", UUID.randomUUID().toString());
        model.addAttribute("pendingStages", StageView.pending());
        return VIEW;
    }

    /** The page with the stored settings. */
    String show(MailServerPage server, Model model) {
        return show(server, model, MailForm.of(server.stored()), false);
    }

    /** Adds the stored settings as the form, and a test to the reader's own address. */
    void fresh(MailServerPage server, Model model, @Nullable SignedInUser reader) {
        model.addAttribute("form", MailForm.of(server.stored()));
        model.addAttribute("test", new MailTestForm(ownAddress(reader), ""));
    }

    /**
     * A server in the list of all, in their order.
     *
     * @param current whether this is its page
     * @param inUse whether mail goes through it now
     * @param hold why none does, if it is on hold
     * @param weaker whether it protects mails less well than the primary
     */
    record Entry(
            MailServerPage page,
            long version,
            boolean current,
            boolean first,
            boolean last,
            boolean inUse,
            QueueHold.@Nullable Hold hold,
            boolean weaker,
            LastTestSummary.Sentence lastTest) {}

    /** Empty while the primary is not saved. */
    private List<Entry> servers(MailServerPage shown) {
        List<MailSettings> servers = repository.inOrder();
        MailSettings primary = servers.get(0);
        if (primary.values().server().host() == null) {
            return List.of();
        }
        QueueHold.Servers holds = queueHold.servers();
        OptionalInt used = servers.stream()
                .mapToInt(MailSettings::id)
                .filter(holds.free()::contains)
                .findFirst();
        return IntStream.range(0, servers.size())
                .mapToObj(place -> {
                    MailSettings server = servers.get(place);
                    return new Entry(
                            new MailServerPage(server),
                            server.version(),
                            !shown.isNew() && server.id() == shown.stored().id(),
                            place == 1,
                            place == servers.size() - 1,
                            used.orElse(0) == server.id(),
                            holds.held().get((int) server.id()),
                            server.values()
                                    .protection()
                                    .isWeakerThan(primary.values().protection()),
                            history.of(server));
                })
                .toList();
    }

    String ownAddress(@Nullable SignedInUser reader) {
        return Optional.ofNullable(reader)
                .flatMap(user -> users.byId(user.id()))
                .flatMap(user -> user.email())
                .map(address -> address.value())
                .orElse("");
    }

    /** The fields as a browser would send them, in one order, for scripts/unsaved.js. */
    private static String query(MailForm form) {
        UriComponentsBuilder fields = UriComponentsBuilder.newInstance();
        new TreeMap<>(form.fields())
                .forEach((name, value) -> fields.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
        return Objects.requireNonNullElse(fields.build().getQuery(), "");
    }

    private static <E extends Enum<E>> List<Option> options(E[] all, Function<E, String> messageKey) {
        return Arrays.stream(all)
                .map(one -> Option.ofMessage(one.name(), messageKey.apply(one)))
                .toList();
    }

    /** Whether a field that is folded away says something else than it does by itself. */
    private static boolean usesAdvanced(MailForm form) {
        Map<String, String> typed = form.fields();
        return ADVANCED.entrySet().stream().anyMatch(field -> {
            String text = typed.getOrDefault(field.getKey(), "").strip();
            return !text.isEmpty() && !text.equals(field.getValue());
        });
    }
}
