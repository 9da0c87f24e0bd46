package io.postern.mail.page;

import io.postern.mail.settings.AuthMethod;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsService;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.mail.settings.SecretChange;
import io.postern.mail.settings.TlsMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores mail settings as the page would. */
@Component
public class MailSettingsFixture {

    private final MailSettingsService saving;
    private final MailSettingsRepository row;

    MailSettingsFixture(MailSettingsService saving, MailSettingsRepository row) {
        this.saving = saving;
        this.row = row;
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
        save(values(host, port, from, null, bounds), new SecretChange.Drop());
    }

    /** The same, with a password; on this machine it may go unencrypted. */
    public void signingIn(int port, String username, String password) {
        save(values("127.0.0.1", port, username, username, Bounds.USUAL), new SecretChange.Replace(password));
    }

    private void save(MailSettingsValues values, SecretChange secret) {
        if (!saving.save(
                new CheckedMailForm(values, secret, false, false), row.stored().version())) {
            throw new IllegalStateException("somebody else saved");
        }
    }

    private static MailSettingsValues values(
            String host, int port, String from, @Nullable String username, Bounds bounds) {
        return new MailSettingsValues(
                false,
                false,
                false,
                host,
                port,
                username,
                from,
                null,
                TlsMode.AUTO,
                null,
                null,
                null,
                bounds.timeout(),
                bounds.timeout(),
                bounds.maxConnections(),
                bounds.maxPerMinute(),
                false,
                null,
                AuthMethod.AUTO,
                null);
    }
}
