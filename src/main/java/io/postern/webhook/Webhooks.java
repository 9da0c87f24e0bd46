package io.postern.webhook;

import io.postern.audit.AuditEntry;
import io.postern.audit.Changes;
import io.postern.crypto.OpenedSecret;
import io.postern.crypto.SealedSecretStore;
import io.postern.crypto.Sealer;
import io.postern.database.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks, read from the database at each call. Address and secret are stored sealed. */
@Repository
@Transactional
public class Webhooks implements SealedSecretStore {

    private static final String URL = "webhook-settings.url";
    private static final String SECRET = "webhook-settings.secret";

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final WebhookSubjects subjects;
    private final WebhookStatus webhookStatus;
    private final ApplicationEventPublisher events;
    private final DatabaseTime clock;

    Webhooks(
            JdbcClient jdbc,
            Sealer sealer,
            WebhookSubjects subjects,
            WebhookStatus webhookStatus,
            ApplicationEventPublisher events,
            DatabaseTime clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.subjects = subjects;
        this.webhookStatus = webhookStatus;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What came of saving.
     *
     * @param secret a new one, which is shown once; null if the old one stays, or if nobody checks signatures
     */
    public record Saved(long id, @Nullable String secret) {

        static Saved of(long id, WebhookFormat format, @Nullable WebhookSecret created) {
            return new Saved(id, created == null || format != WebhookFormat.STANDARD ? null : created.value());
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Saved[" + id + "]";
        }
    }

    /** The oldest first. */
    public List<StoredWebhook> all() {
        return jdbc.sql("select * from webhook order by id").query(this::row).list();
    }

    public Optional<StoredWebhook> find(long id) {
        return jdbc.sql("select * from webhook where id = ?")
                .param(id)
                .query(this::row)
                .optional();
    }

    public Saved create(WebhookUrl url, WebhookChoices choices) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        // Its number is part of what is sealed.
        columns(
                        jdbc.sql(
                                """
                                insert into webhook (version, format, severity, components, trusted_certificates, sealed_url,
                                    sealed_secret)
                                values (0, :format, :severity, :components, :certificates, '', '')
                                """),
                        choices)
                .update(key, "id");
        Number created = key.getKey();
        if (created == null) {
            throw new IllegalStateException("no number");
        }
        long id = created.longValue();
        WebhookSecret secret = WebhookSecret.create();
        seal(id, url, secret);
        publish(null, find(id).orElseThrow());
        return Saved.of(id, choices.format(), secret);
    }

    /**
     * Changes a webhook. The secret belongs to scheme, host and port, so another receiver gets another one. So does a receiver that
     * begins to check signatures. Waiting calls go to the new address at once.
     *
     * @param seen what the caller saw
     * @return empty if somebody else saved since
     */
    public Optional<Saved> change(StoredWebhook seen, WebhookUrl url, WebhookChoices choices) {
        StoredWebhook.@Nullable Access before = seen.access();
        boolean kept = before != null
                && before.url().origin().equals(url.origin())
                && (choices.format() == seen.choices().format() || choices.format() != WebhookFormat.STANDARD);
        WebhookSecret secret = kept && before != null ? before.secret() : WebhookSecret.create();
        boolean stored = columns(
                                jdbc.sql(
                                        """
                                        update webhook set version = version + 1, format = :format, severity = :severity,
                                            components = :components, trusted_certificates = :certificates, held_until = null
                                        where id = :id and version = :seen
                                        """),
                                choices)
                        .param("id", seen.id())
                        .param("seen", seen.version())
                        .update()
                == 1;
        if (!stored) {
            return Optional.empty();
        }
        seal(seen.id(), url, secret);
        jdbc.sql("update webhook_call set due_at = ? where webhook_id = ? and state = 'QUEUED'")
                .params(Timestamp.from(clock.instant()), seen.id())
                .update();
        publish(seen, find(seen.id()).orElseThrow());
        return Optional.of(Saved.of(seen.id(), choices.format(), kept ? null : secret));
    }

    /** A new secret for the same address; empty if the address can't be opened, or somebody else changed it meanwhile. */
    public Optional<String> renewSecret(long id) {
        StoredWebhook seen = find(id).orElse(null);
        if (seen == null || seen.access() == null) {
            return Optional.empty();
        }
        WebhookUrl url = seen.access().url();
        boolean first = jdbc.sql("update webhook set version = version + 1 where id = ? and version = ?")
                        .params(id, seen.version())
                        .update()
                == 1;
        if (!first) {
            return Optional.empty();
        }
        WebhookSecret secret = WebhookSecret.create();
        seal(id, url, secret);
        events.publishEvent(new AuditEntry("webhook.audit.secret-renewed", url.origin()));
        return Optional.of(secret.value());
    }

    /** Deletes a webhook with all of its calls. */
    public void delete(StoredWebhook webhook) {
        webhookStatus.recovered(webhook.id());
        if (jdbc.sql("delete from webhook where id = ?").param(webhook.id()).update() == 1) {
            publish(webhook, null);
        }
    }

    /** Whether this is the secret of the webhook. */
    public boolean isSecret(long id, String presented) {
        return find(id).map(StoredWebhook::access)
                .filter(access -> access.secret().value().equals(presented))
                .isPresent();
    }

    @Override
    public void reseal() {
        all().forEach(webhook -> {
            if (webhook.access() != null) {
                seal(webhook.id(), webhook.access().url(), webhook.access().secret());
            }
        });
    }

    private void publish(@Nullable StoredWebhook before, @Nullable StoredWebhook after) {
        List<String> severities = List.copyOf(subjects.severities().keySet());
        Map<String, Object> old = before == null ? Map.of() : before.described(severities);
        Map<String, Object> present = after == null ? Map.of() : after.described(severities);
        String subject = after != null ? after.destination() : before != null ? before.destination() : "";
        events.publishEvent(new AuditEntry("webhook.audit.changed", subject, Changes.between(old, present)));
    }

    private void seal(long id, WebhookUrl url, WebhookSecret secret) {
        jdbc.sql("update webhook set sealed_url = ?, sealed_secret = ? where id = ?")
                .params(
                        sealer.seal(name(URL, id), url.uri().toString()),
                        sealer.seal(name(SECRET, id), secret.value()),
                        id)
                .update();
    }

    private static JdbcClient.StatementSpec columns(JdbcClient.StatementSpec statement, WebhookChoices choices) {
        return statement
                .param("format", choices.format().name())
                .param("severity", choices.severity())
                .param("components", String.join("\n", choices.components()))
                .param("certificates", choices.trustedCertificates());
    }

    private StoredWebhook row(ResultSet row, int number) throws SQLException {
        long id = row.getLong("id");
        String components = row.getString("components");
        WebhookChoices choices = new WebhookChoices(
                WebhookFormat.valueOf(row.getString("format")),
                row.getInt("severity"),
                components.isEmpty() ? List.of() : List.of(components.split("\n")),
                row.getString("trusted_certificates"));
        return new StoredWebhook(
                id,
                row.getLong("version"),
                choices,
                access(id, row.getString("sealed_url"), row.getString("sealed_secret")));
    }

    private StoredWebhook.@Nullable Access access(long id, String sealedUrl, String sealedSecret) {
        return sealer.open(name(URL, id), sealedUrl) instanceof OpenedSecret.Text url
                        && sealer.open(name(SECRET, id), sealedSecret) instanceof OpenedSecret.Text secret
                ? new StoredWebhook.Access(WebhookUrl.stored(url.value()), new WebhookSecret(secret.value()))
                : null;
    }

    /** The name that is sealed with a text, which so opens in this webhook alone. Version 1.0 had one webhook. */
    private static String name(String what, long id) {
        return id == 1 ? what : what + "." + id;
    }
}
