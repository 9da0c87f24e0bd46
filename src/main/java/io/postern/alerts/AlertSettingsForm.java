package io.postern.alerts;

import io.postern.mailsettings.AlertMailSwitch;
import org.jspecify.annotations.Nullable;

/**
 * The Alerts settings as typed.
 *
 * @param version of what the form was filled from; blank overwrites
 */
record AlertSettingsForm(boolean alertEmailsEnabled, String digestTime, String version) {

    AlertSettingsForm(boolean alertEmailsEnabled, @Nullable String digestTime, @Nullable String version) {
        this.alertEmailsEnabled = alertEmailsEnabled;
        this.digestTime = digestTime == null ? "" : digestTime.strip();
        this.version = version == null ? "" : version.strip();
    }

    static AlertSettingsForm of(AlertSettings.Stored stored, AlertMailSwitch.State mails) {
        return new AlertSettingsForm(mails.enabled(), stored.digestTime().toString(), version(stored, mails));
    }

    static String version(AlertSettings.Stored stored, AlertMailSwitch.State mails) {
        return stored.version() + "-" + mails.version();
    }
}
