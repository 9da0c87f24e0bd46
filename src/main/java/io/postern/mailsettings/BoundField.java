package io.postern.mailsettings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that says where the stored password goes and how it is protected on the way. The password is used again, for saving and
 * for testing, only while all of these stand unchanged: else whoever may edit the form could have it sent to a server of their own.
 */
enum BoundField {
    HOST("host", "mailsettings.field.host"),
    PORT("port", "mailsettings.field.port"),
    SSL("sslEnabled", "mailsettings.field.ssl-enabled"),
    TLS_MODE("tlsMode", "mailsettings.field.tls-mode"),
    CERTIFICATES("trustedCertificates", "mailsettings.field.trusted-certificates"),
    AUTH_METHOD("authMethod", "mailsettings.field.auth-method"),
    USERNAME("username", "mailsettings.field.username"),
    CLEARTEXT("allowCleartextPassword", "mailsettings.field.allow-cleartext-password");

    private final String formName;
    private final String messageKey;

    BoundField(String formName, String messageKey) {
        this.formName = formName;
        this.messageKey = messageKey;
    }

    String formName() {
        return formName;
    }

    /** The field's label. */
    String messageKey() {
        return messageKey;
    }

    static List<BoundField> changed(MailValues before, MailValues after) {
        return Arrays.stream(values())
                .filter(field -> !Objects.equals(field.of(before), field.of(after)))
                .toList();
    }

    private @Nullable Object of(MailValues values) {
        return switch (this) {
            case HOST -> values.host() == null ? null : values.host().toLowerCase(Locale.ROOT);
            case PORT -> values.effectivePort();
            case SSL -> values.sslEnabled();
            case TLS_MODE -> values.sslEnabled() ? values.tlsMode() : null;
            case CERTIFICATES -> values.trustedCertificates();
            case AUTH_METHOD -> values.authMethod();
            case USERNAME -> values.username();
            case CLEARTEXT -> values.allowCleartextPassword();
        };
    }
}
