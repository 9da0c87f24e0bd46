package io.postern.mail.page;

import io.postern.mail.MailServer;
import io.postern.mail.MailSettingsSaved;
import io.postern.mail.settings.Forms;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettingsService;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.validation.Errors;
import org.springframework.validation.SimpleErrors;

/** Stores mail settings as the page would. */
@Component
public class MailSettingsFixture {

    private final MailSettingsService saving;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    MailSettingsFixture(
            MailSettingsService saving,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.saving = saving;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = transaction;
    }

    /** How much the server is asked at once, and for how long it is waited for. */
    public record Bounds(Duration timeout, int maxConnections, @Nullable Integer maxPerMinute) {
        public static final Bounds USUAL = new Bounds(Duration.ofSeconds(10), 2, null);
    }

    /** A server without encryption and authentication. */
    public void plain(String host, int port, String from) {
        plain(host, port, from, Bounds.USUAL);
    }

    public void plain(String host, int port, String from, Bounds bounds) {
        save(form(host, port, from, bounds));
    }

    /** The same, with a password; on this machine it may go unencrypted. */
    public void signingIn(int port, String username, String password) {
        save(form("127.0.0.1", port, username, Bounds.USUAL)
                .with("username", username)
                .with("password", password));
    }

    /** Another server, without encryption and authentication, in the last place. */
    public void backup(int id, int port, String from) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(
                            """
                            insert into mail_settings (id, place, version, host, port, from_address, alert_emails_enabled,
                                ssl_enabled, tls_mode, allow_cleartext_password, use_default_credentials, auth_method,
                                connect_timeout, read_timeout, max_connections, allow_weaker_backup)
                            values (?, ?, 0, '127.0.0.1', ?, ?, false, false, 'AUTO', false, false, 'AUTO', 10, 10, 2, false)
                            """)
                    .params(id, id, port, from)
                    .update();
            events.publishEvent(new MailSettingsSaved(id));
        });
    }

    public void removeBackups() {
        List<Integer> backups = jdbc.sql("select id from mail_settings where id > 1")
                .query(Integer.class)
                .list();
        backups.forEach(id -> transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from mail_settings where id = ?").param(id).update();
            events.publishEvent(new MailServer.Removed(id));
        }));
    }

    private void save(Forms typed) {
        MailForm form = typed.form();
        Errors errors = new SimpleErrors(form);
        if (saving.save(form, errors).isEmpty()) {
            throw new IllegalStateException(errors.toString());
        }
    }

    private static Forms form(String host, int port, String from, Bounds bounds) {
        return new Forms()
                .with("host", host)
                .with("port", String.valueOf(port))
                .with("fromAddress", from)
                .with("connectTimeout", String.valueOf(bounds.timeout().toSeconds()))
                .with("readTimeout", String.valueOf(bounds.timeout().toSeconds()))
                .with("maxConnections", String.valueOf(bounds.maxConnections()))
                .with("maxPerMinute", bounds.maxPerMinute() == null ? "" : String.valueOf(bounds.maxPerMinute()));
    }
}
