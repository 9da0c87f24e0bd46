package io.postern.mail.settings;

import io.postern.crypto.OpenedSecret;
import io.postern.mail.MailReadiness;
import io.postern.mail.MailServer;
import io.postern.mail.MailSettingsSaved;
import io.postern.mail.account.SmtpAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** The accounts with which mail is sent now. Each call reads the database, except {@link #isCurrent}. */
@Component
public class ActiveAccount implements MailReadiness {

    public sealed interface Current {}

    /** A server, and whether mail can be sent through it. */
    public record Server(int id, Current state) {}

    /**
     * Mail can be sent.
     *
     * @param server the id of its settings
     * @param maxConnections how many connections this instance may have open at once
     * @param maxPerMinute how many mails all instances together may send in a minute, or null for no limit
     * @param version another one at a later call means that somebody saved
     */
    public record Ready(
            int server, SmtpAccount account, int maxConnections, @Nullable Integer maxPerMinute, long version)
            implements Current {}

    /** Nothing was saved yet, or no account is connected although the settings want one. */
    public record Missing() implements Current {}

    /** Somebody changed the row by hand to what the form would not have taken. */
    public record Damaged() implements Current {}

    /** The process has no credentials for this host, or its ticket has expired. */
    public record DefaultCredentialsMissing() implements Current {}

    /** The stored secret can't be opened and must be entered again. Nothing is sent without it. */
    public record SecretUnreadable() implements Current {}

    private static final Duration RECENT = Duration.ofSeconds(1);

    private final MailSettingsRepository repository;
    private final MailSecret secret;
    private final SealedRefreshTokens grants;
    private final AccountFactory accounts;

    private final AtomicReference<LastRead> lastRead =
            new AtomicReference<>(new LastRead(Map.of(), System.nanoTime() - RECENT.toNanos()));

    /** The version of each server that was read last, and the {@link System#nanoTime} from before that. */
    private record LastRead(Map<Integer, Long> versions, long readAt) {}

    ActiveAccount(
            MailSettingsRepository repository, MailSecret secret, SealedRefreshTokens grants, AccountFactory accounts) {
        this.repository = repository;
        this.secret = secret;
        this.grants = grants;
        this.accounts = accounts;
    }

    /** Of the primary server. */
    public Current current() {
        return state(stored().get(0));
    }

    /** All servers in the order in which they are tried, the primary first. */
    public List<Server> servers() {
        return stored().stream()
                .map(settings -> new Server(settings.id(), state(settings)))
                .toList();
    }

    /** Whether mail can be sent through the server of these settings. */
    public Current state(MailSettings settings) {
        MailSettingsValues values = settings.values();
        OpenedSecret password = secret.open(settings).orElse(new OpenedSecret.Text(""));
        UUID grant = settings.grantId().orElse(null);
        if (values.server().host() == null) {
            return new Missing();
        }
        if (values.signIn().useDefaultCredentials() && accounts.identity(values).isEmpty()) {
            return new DefaultCredentialsMissing();
        }
        if (values.connectsAccount() && grant == null) {
            return new Missing();
        }
        if (values.signsInWithSecret() && (password instanceof OpenedSecret.Unreadable || grants.isUnreadable(grant))) {
            return new SecretUnreadable();
        }
        String opened = password instanceof OpenedSecret.Text text ? text.value() : "";
        MailSettingsValues.Sending limits = values.sending();
        return accounts.of(values, opened, grant)
                .<Current>map(account -> new Ready(
                        settings.id(), account, limits.maxConnections(), limits.maxPerMinute(), settings.version()))
                .orElseGet(Damaged::new);
    }

    /**
     * Whether nobody saved since this was read. It is asked before each mail. The instance that saved knows at once, the others within
     * a second.
     */
    public boolean isCurrent(Ready ready) {
        long oldest = System.nanoTime() - RECENT.toNanos();
        LastRead before = lastRead.get();
        if (before.readAt() - oldest <= 0) {
            stored();
        }
        return Objects.equals(lastRead.get().versions().get(ready.server()), ready.version());
    }

    @TransactionalEventListener(MailServer.Removed.class)
    void removed() {
        stored();
    }

    @TransactionalEventListener
    void on(MailSettingsSaved saved) {
        stored();
    }

    private List<MailSettings> stored() {
        long readAt = System.nanoTime();
        List<MailSettings> stored = repository.inOrder();
        Map<Integer, Long> versions = stored.stream()
                .collect(Collectors.toMap(settings -> Integer.valueOf(settings.id()), MailSettings::version));
        lastRead.accumulateAndGet(
                new LastRead(versions, readAt), (one, other) -> other.readAt() - one.readAt() > 0 ? other : one);
        return stored;
    }

    @Override
    public boolean isReady() {
        return servers().stream().anyMatch(server -> server.state() instanceof Ready);
    }
}
