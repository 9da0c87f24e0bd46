package io.postern.mail.providers;

import java.util.Locale;

/** What may be meant as it is, and often is not; shown on the page, never in the way of saving. */
enum MailWarning {
    CLEARTEXT_PASSWORD("mail.settings.warning.cleartext-password"),
    FROM_NOT_USERNAME("mail.settings.warning.from-not-username"),
    OAUTH_NOT_CONNECTED("mail.settings.warning.oauth-not-connected"),
    OAUTH_SECRET_EXPIRED("mail.settings.warning.oauth-secret-expired"),
    OAUTH_SECRET_EXPIRES("mail.settings.warning.oauth-secret-expires"),
    PASSWORD_MISSING("mail.settings.warning.password-missing"),
    PASSWORD_HIDES_CHARACTERS("mail.settings.warning.password-hides-characters"),
    PORT_TLS_MODE("mail.settings.warning.port-tls-mode"),
    CERTIFICATE_EXPIRES("mail.settings.warning.certificate-expires"),
    CERTIFICATE_IS_LEAF("mail.settings.warning.certificate-is-leaf"),
    HOST_PLACEHOLDER("mail.settings.warning.host-placeholder"),
    PROVIDER_NEEDS_SSL("mail.settings.warning.provider-needs-ssl"),
    PROVIDER_LIMITS("mail.settings.warning.provider-limits"),
    GOOGLE_APP_PASSWORD("mail.settings.warning.google-app-password"),
    GOOGLE_FROM_REWRITTEN("mail.settings.warning.google-from-rewritten"),
    MS_BASIC_AUTH_ENDS("mail.settings.warning.ms-basic-auth-ends"),
    OUTLOOK_OAUTH_ONLY("mail.settings.warning.outlook-oauth-only"),
    SES_REGION("mail.settings.warning.ses-region"),
    SES_USERNAME("mail.settings.warning.ses-username"),
    RELAY_EHLO("mail.settings.warning.relay-ehlo"),
    EHLO_INTERNAL("mail.settings.warning.ehlo-internal"),
    PASSWORD_ON_PORT_25("mail.settings.warning.password-on-port-25"),
    FROM_OF_ANOTHER_PROVIDER("mail.settings.warning.from-of-another-provider"),
    PUBLIC_ADDRESS_MISSING("mail.settings.warning.public-address-missing"),
    PUBLIC_ADDRESS_LOCALHOST("mail.settings.warning.public-address-localhost");

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
