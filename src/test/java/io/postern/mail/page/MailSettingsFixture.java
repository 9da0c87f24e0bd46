package io.postern.mail.page;

import io.postern.mail.settings.BackupServers;
import io.postern.mail.settings.Forms;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.SimpleErrors;

/** Stores mail settings as the page would. */
@Component
public class MailSettingsFixture {

    private final MailSettingsService saving;
    private final BackupServers backups;
    private final MailSettingsRepository repository;

    MailSettingsFixture(MailSettingsService saving, BackupServers backups, MailSettingsRepository repository) {
        this.saving = saving;
        this.backups = backups;
        this.repository = repository;
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

    /** Another server of that kind, behind those that are there. */
    public int backup(int port, String from) {
        return backup(port, from, false);
    }

    public int backup(int port, String from, boolean allowWeaker) {
        Forms typed = form("127.0.0.1", port, from, Bounds.USUAL);
        return saved(
                backups.next(),
                allowWeaker ? typed.with("allowWeakerBackup", "true").form() : typed.form());
    }

    public void removeBackups() {
        for (MailSettings server : repository.inOrder()) {
            if (!server.isPrimary()) {
                backups.delete(server, "");
            }
        }
    }

    private void save(Forms typed) {
        saved(repository.stored(), typed.form());
    }

    private int saved(MailSettings server, MailForm form) {
        Errors errors = new SimpleErrors(form);
        return saving.save(server, form, errors)
                .orElseThrow(() -> new IllegalStateException(errors.toString()))
                .server();
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
