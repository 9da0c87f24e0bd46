package io.postern.mail.page;

import io.postern.mail.settings.Forms;
import io.postern.mail.settings.MailForm;
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

    MailSettingsFixture(MailSettingsService saving) {
        this.saving = saving;
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
