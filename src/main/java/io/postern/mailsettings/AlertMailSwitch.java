package io.postern.mailsettings;

import io.postern.audit.Changes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one field of the mail settings that stands on another page too. */
@Component
public class AlertMailSwitch {

    private final MailSettingsRepository row;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    AlertMailSwitch(MailSettingsRepository row, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.row = row;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * How it stands.
     *
     * @param version grows whenever mail settings are saved
     */
    public record State(boolean enabled, long version) {}

    public State state() {
        MailSettings stored = row.stored();
        return new State(stored.values().alertEmailsEnabled(), stored.version());
    }

    /**
     * Switches alert mails on or off, in the caller's transaction.
     *
     * @param seen the state that the caller was shown
     * @return false when mail settings were saved since; then nothing was changed
     */
    @Transactional
    public boolean change(boolean enabled, State seen) {
        String host = row.present().values().host();
        int changed = jdbc.sql("update mail_settings set alert_emails_enabled = ?, version = version + 1"
                        + " where id = 1 and version = ?")
                .params(enabled, seen.version())
                .update();
        if (changed == 0) {
            return false;
        }
        events.publishEvent(new MailSettingsChanged(
                host == null ? "" : host,
                new Changes()
                        .note("alertEmailsEnabled", seen.enabled(), enabled)
                        .noted()));
        return true;
    }
}
