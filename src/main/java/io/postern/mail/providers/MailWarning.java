package io.postern.mail.providers;

import java.util.Locale;

/** What may be meant as it is, and often is not; shown on the page, never in the way of saving. */
enum MailWarning {
    CLEARTEXT_PASSWORD("mailsettings.warning.cleartext-password"),
    FROM_NOT_USERNAME("mailsettings.warning.from-not-username"),
    OAUTH_NOT_CONNECTED("mailsettings.warning.oauth-not-connected"),
    OAUTH_SECRET_EXPIRED("mailsettings.warning.oauth-secret-expired"),
    OAUTH_SECRET_EXPIRES("mailsettings.warning.oauth-secret-expires"),
    PASSWORD_MISSING("mailsettings.warning.password-missing"),
    PORT_TLS_MODE("mailsettings.warning.port-tls-mode"),
    CERTIFICATE_EXPIRES("mailsettings.warning.certificate-expires"),
    CERTIFICATE_IS_LEAF("mailsettings.warning.certificate-is-leaf"),
    HOST_PLACEHOLDER("mailsettings.warning.host-placeholder"),
    PROVIDER_NEEDS_SSL("mailsettings.warning.provider-needs-ssl"),
    PROVIDER_LIMITS("mailsettings.warning.provider-limits"),
    GOOGLE_APP_PASSWORD("mailsettings.warning.google-app-password"),
    GOOGLE_FROM_REWRITTEN("mailsettings.warning.google-from-rewritten"),
    MS_BASIC_AUTH_ENDS("mailsettings.warning.ms-basic-auth-ends"),
    OUTLOOK_OAUTH_ONLY("mailsettings.warning.outlook-oauth-only"),
    SES_REGION("mailsettings.warning.ses-region"),
    SES_USERNAME("mailsettings.warning.ses-username"),
    RELAY_EHLO("mailsettings.warning.relay-ehlo"),
    EHLO_INTERNAL("mailsettings.warning.ehlo-internal"),
    PASSWORD_ON_PORT_25("mailsettings.warning.password-on-port-25"),
    FROM_OF_ANOTHER_PROVIDER("mailsettings.warning.from-of-another-provider"),
    PUBLIC_ADDRESS_MISSING("mailsettings.warning.public-address-missing"),
    PUBLIC_ADDRESS_LOCALHOST("mailsettings.warning.public-address-localhost");

    private final String messageKey;

    MailWarning(String messageKey) {
        this.messageKey = messageKey;
    }

    /** The value of {@code data-warning}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String messageKey() {
        return messageKey;
    }
}
