package io.postern.mail.providers;

import java.util.Locale;

/** Settings that may be meant, and often are not. The page shows the warning; saving is possible. */
public enum MailWarning {
    BACKUP_WEAKER,
    BACKUP_WEAKER_UNASKED,
    WEAKER_BACKUPS,
    CLEARTEXT_PASSWORD,
    FROM_NOT_USERNAME,
    OAUTH_NOT_CONNECTED,
    OAUTH_SECRET_EXPIRED,
    OAUTH_SECRET_EXPIRES,
    PASSWORD_MISSING,
    PASSWORD_HIDES_CHARACTERS,
    PORT_TLS_MODE,
    CERTIFICATE_EXPIRES,
    CERTIFICATE_IS_LEAF,
    HOST_PLACEHOLDER,
    PROVIDER_NEEDS_SSL,
    PROVIDER_LIMITS,
    GOOGLE_APP_PASSWORD,
    GOOGLE_FROM_REWRITTEN,
    MS_BASIC_AUTH_ENDS,
    OUTLOOK_OAUTH_ONLY,
    SES_REGION,
    SES_USERNAME,
    RELAY_EHLO,
    EHLO_INTERNAL,
    PASSWORD_ON_PORT_25,
    FROM_OF_ANOTHER_PROVIDER,
    PUBLIC_ADDRESS_MISSING,
    PUBLIC_ADDRESS_LOCALHOST;

    /** The value of {@code data-warning}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String messageKey() {
        return "mail.settings.warning." + code();
    }
}
