package io.postern.alerts.settings;

import org.jspecify.annotations.Nullable;

/**
 * The Alerts settings as typed.
 *
 * @param version of what the form was filled from; blank overwrites
 */
record AlertSettingsForm(boolean alertEmailsEnabled, String digestTime, String version) {

    AlertSettingsForm(boolean alertEmailsEnabled, @Nullable String digestTime, @Nullable String version) {
        this.alertEmailsEnabled = alertEmailsEnabled;
        this.digestTime = digestTime == null ? "" : digestTime;
        this.version = version == null ? "" : version;
    }

    static AlertSettingsForm of(AlertSettingsService.Seen seen) {
        return new AlertSettingsForm(
                seen.mails().enabled(), seen.alerts().digestTime().toString(), seen.version());
    }
}
