package io.postern.mail.settings;

import io.postern.audit.Changes;
import io.postern.mail.AlertMailSwitch;
import io.postern.mail.MailSettingsChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The switch as a column of the mail settings. It is changed by SQL, so that a lost race does not end the caller's transaction. */
@Component
class StoredAlertMailSwitch implements AlertMailSwitch {

    private final MailSettingsRepository repository;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    StoredAlertMailSwitch(MailSettingsRepository repository, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public State state() {
        MailSettings stored = repository.stored();
        return new State(stored.values().alertEmailsEnabled(), stored.version());
    }

    @Override
    @Transactional
    public boolean change(boolean enabled, State seen) {
        String host = repository.present().host();
        int changed = jdbc.sql("update mail_settings set alert_emails_enabled = ?, version = version + 1"
                        + " where id = 1 and version = ?")
                .params(enabled, seen.version())
                .update();
        if (changed == 0) {
            return false;
        }
        events.publishEvent(new MailSettingsChanged(
                host,
                new Changes()
                        .note("alertEmailsEnabled", seen.enabled(), enabled)
                        .noted()));
        return true;
    }
}
