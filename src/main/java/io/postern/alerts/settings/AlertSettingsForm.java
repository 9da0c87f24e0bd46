package io.postern.alerts.settings;

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
        this.digestTime = digestTime == null ? "" : digestTime;
        this.webhookUrl = webhookUrl;
        this.version = version == null ? "" : version;
    }

    /** With the stored address of the webhook where none was said: what stands in the form replaces it. */
    AlertSettingsForm withAddressOf(AlertSettingsService.Seen seen) {
        return webhookUrl != null
                ? this
                : new AlertSettingsForm(
                        alertEmailsEnabled, digestTime, seen.webhook().url(), version);
    }

    /** Without the address, which may be a secret. */
    @Override
    public String toString() {
        return "AlertSettingsForm";
    }

    static AlertSettingsForm of(AlertSettingsService.Seen seen) {
        return new AlertSettingsForm(
                seen.mails().enabled(),
                seen.alerts().digestTime().toString(),
                seen.webhook().url(),
                seen.version());
    }
}
