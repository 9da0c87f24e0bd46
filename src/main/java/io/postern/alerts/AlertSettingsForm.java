package io.postern.alerts;

import org.jspecify.annotations.Nullable;

/**
 * The Alerts settings as typed.
 *
 * @param webhookUrl blank for none; null leaves it as it is
 * @param version of what the form was filled from; blank overwrites
 */
record AlertSettingsForm(boolean alertEmailsEnabled, String digestTime, @Nullable String webhookUrl, String version) {

    AlertSettingsForm(
            boolean alertEmailsEnabled,
            @Nullable String digestTime,
            @Nullable String webhookUrl,
            @Nullable String version) {
        this.alertEmailsEnabled = alertEmailsEnabled;
        this.digestTime = digestTime == null ? "" : digestTime.strip();
        this.webhookUrl = webhookUrl == null ? null : webhookUrl.strip();
        this.version = version == null ? "" : version.strip();
    }

    static AlertSettingsForm of(AlertSettingsSaving.Seen seen) {
        return new AlertSettingsForm(
                seen.mails().enabled(),
                seen.alerts().digestTime().toString(),
                seen.webhook().url(),
                seen.version());
    }
}
