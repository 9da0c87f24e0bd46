package io.postern.webhook;

import io.postern.crypto.OpenedSecret;
import io.postern.crypto.SealedSecretStore;
import io.postern.crypto.Sealer;
import io.postern.net.HostName;
import io.postern.outbound.TargetPolicy;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where the webhook leads, read from the database at each call. Address and secret rest sealed. */
@Component
public class WebhookSettings implements SealedSecretStore {

    private static final String URL = "webhook-settings.url";
    private static final String SECRET = "webhook-settings.secret";

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final TargetPolicy policy;
    private final WebhookStatus webhookStatus;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WebhookSettings(
            JdbcClient jdbc,
            Sealer sealer,
            TargetPolicy policy,
            WebhookStatus webhookStatus,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.policy = policy;
        this.webhookStatus = webhookStatus;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a form begins with.
     *
     * @param url empty when there is none, or none that can be read
     */
    public record Stored(String url, long version) {

        /** Without the address, which may be a secret. */
        @Override
        public String toString() {
            return "Stored[" + version + "]";
        }
    }

    /**
     * What came of saving.
     *
     * @param done false when somebody else saved since
     * @param secret a new one, which is shown once; null where the old one stays
     */
    public record Saved(boolean done, @Nullable String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Saved[" + done + "]";
        }
    }

    private record Row(long version, @Nullable String url, @Nullable String secret) {

        static final Row UNSAVED = new Row(0, null, null);
    }

    public Stored stored() {
        Row row = row();
        return new Stored(
                target(row) instanceof WebhookTarget.Ready ready
                        ? HostName.shownInUrl(ready.url().uri().toString())
                        : "",
                row.version());
    }

    /** What is wrong with an address, as a message key; null when it may be saved. Blank stands for no webhook. */
    public @Nullable String problemWith(String typed) {
        if (typed.isEmpty()) {
            return null;
        }
        if (WebhookUrl.read(typed) instanceof SubmittedUrl.Malformed malformed) {
            return malformed.messageKey();
        }
        boolean refused =
                url(typed).address().filter(address -> !policy.allows(address)).isPresent();
        if (refused) {
            return "webhook.url.refused";
        }
        return sealer.canSeal() ? null : "webhook.url.no-key";
    }

    /**
     * Saves an address that {@link #problemWith} finds nothing wrong with. The secret belongs to scheme, host and port: another receiver
     * gets another one. What waits goes to the new address at once, or nowhere when there is none any more.
     *
     * @param seen the version that the caller saw
     */
    @Transactional
    public Saved change(String typed, long seen) {
        WebhookTarget before = target();
        @Nullable WebhookUrl url = typed.isEmpty() ? null : url(typed);
        if (isSame(before, url)) {
            return new Saved(row().version() == seen, null);
        }
        boolean unchangedUrl = url != null
                && before instanceof WebhookTarget.Ready ready
                && ready.url().origin().equals(url.origin());
        @Nullable WebhookSecret secret = url == null || unchangedUrl ? null : WebhookSecret.create();
        if (!store(url, secret, seen)) {
            return new Saved(false, null);
        }
        if (url == null) {
            webhookStatus.recovered();
        }
        events.publishEvent(WebhookChanged.of(before, url));
        return new Saved(true, secret == null ? null : secret.value());
    }

    /** A new secret for the same address; null when there is none, or somebody else changed it meanwhile. */
    @Transactional
    public @Nullable String renewSecret() {
        Row row = row();
        if (!(target(row) instanceof WebhookTarget.Ready ready)) {
            return null;
        }
        WebhookSecret secret = WebhookSecret.create();
        if (!store(ready.url(), secret, row.version())) {
            return null;
        }
        events.publishEvent(new WebhookSecretRenewed(ready.url().origin()));
        return secret.value();
    }

    /** Whether somebody who shows this secret got it from here just now. */
    public boolean isSecret(String presented) {
        return target() instanceof WebhookTarget.Ready ready
                && ready.secret().value().equals(presented);
    }

    public WebhookTarget target() {
        return target(row());
    }

    private WebhookTarget target(Row row) {
        if (row.url() == null || row.secret() == null) {
            return new WebhookTarget.None();
        }
        return sealer.open(URL, row.url()) instanceof OpenedSecret.Text url
                        && sealer.open(SECRET, row.secret()) instanceof OpenedSecret.Text secret
                ? new WebhookTarget.Ready(url(url.value()), new WebhookSecret(secret.value()))
                : new WebhookTarget.Unreadable();
    }

    boolean isSet() {
        return row().url() != null;
    }

    @Override
    public void reseal() {
        if (target() instanceof WebhookTarget.Ready ready) {
            jdbc.sql("update webhook set sealed_url = ?, sealed_secret = ? where id = 1")
                    .params(
                            sealer.seal(URL, ready.url().uri().toString()),
                            sealer.seal(SECRET, ready.secret().value()))
                    .update();
        }
    }

    private boolean store(@Nullable WebhookUrl url, @Nullable WebhookSecret secret, long seen) {
        jdbc.sql("insert into webhook (id, version, failures) select 1, ?, 0 where not exists (select 1 from webhook)")
                .param(Row.UNSAVED.version())
                .update();
        boolean stored = jdbc.sql(
                                """
                                update webhook set version = version + 1, sealed_url = :url, held_until = null,
                                    sealed_secret = case when :keeps then sealed_secret else :secret end
                                where id = 1 and version = :seen
                                """)
                        .param(
                                "url",
                                url == null ? null : sealer.seal(URL, url.uri().toString()))
                        .param("secret", secret == null ? null : sealer.seal(SECRET, secret.value()))
                        .param("keeps", url != null && secret == null)
                        .param("seen", seen)
                        .update()
                == 1;
        if (stored) {
            jdbc.sql(
                            """
                            update webhook_call set due_at = :now, state = case when :kept then state else 'CANCELLED' end,
                                finished_at = case when :kept then finished_at else :now end
                            where state = 'QUEUED'
                            """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("kept", url != null)
                    .update();
        }
        return stored;
    }

    /** The row, which the migration made; where somebody deleted it, there is no webhook, and saving makes it again. */
    private Row row() {
        return jdbc.sql("select version, sealed_url, sealed_secret from webhook where id = 1")
                .query((row, number) -> new Row(row.getLong(1), row.getString(2), row.getString(3)))
                .optional()
                .orElse(Row.UNSAVED);
    }

    private static boolean isSame(WebhookTarget before, @Nullable WebhookUrl url) {
        return url == null
                ? before instanceof WebhookTarget.None
                : before instanceof WebhookTarget.Ready ready && ready.url().equals(url);
    }

    private static WebhookUrl url(String text) {
        if (WebhookUrl.read(text) instanceof WebhookUrl url) {
            return url;
        }
        throw new IllegalArgumentException("not checked");
    }
}
