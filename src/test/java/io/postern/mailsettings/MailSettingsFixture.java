package io.postern.mailsettings;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Stores mail settings as the page would. */
@Component
public class MailSettingsFixture {

    private final MailSettingsSaving saving;
    private final MailSettingsRow row;

    MailSettingsFixture(MailSettingsSaving saving, MailSettingsRow row) {
        this.saving = saving;
        this.row = row;
    }

    /** A server without encryption and authentication. */
    public void plain(String host, int port, String from) {
        MailValues values = new MailValues(
                false,
                false,
                false,
                host,
                port,
                null,
                from,
                null,
                TlsMode.AUTO,
                null,
                null,
                null,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                2,
                null,
                false,
                null,
                AuthMethod.AUTO);
        if (!saving.save(
                new CheckedMail(values, new Secret.Drop(), false), row.stored().version())) {
            throw new IllegalStateException("somebody else saved");
        }
    }
}
