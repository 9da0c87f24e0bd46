package io.postern.mailsettings;

import io.postern.secrets.Opened;
import io.postern.secrets.SealedSecrets;
import io.postern.secrets.Sealer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one secret of the mail settings, password or client secret, sealed and opened. */
@Component
class MailSecret implements SealedSecrets {

    private final Sealer sealer;
    private final MailSettingsRow row;

    MailSecret(Sealer sealer, MailSettingsRow row) {
        this.sealer = sealer;
        this.row = row;
    }

    /** Empty when none is stored. */
    Optional<Opened> open(MailSettings settings) {
        return settings.sealedPassword().map(text -> sealer.open(record(settings.values()), text));
    }

    boolean isUnreadable(MailSettings settings) {
        return open(settings).filter(Opened.Unreadable.class::isInstance).isPresent();
    }

    /** What is to be stored with these values. */
    @Nullable
    String sealed(Secret secret, MailValues values, MailSettings stored) {
        if (secret instanceof Secret.Replace replace) {
            return sealer.seal(record(values), replace.secret());
        }
        return secret instanceof Secret.Keep ? stored.sealedPassword().orElse(null) : null;
    }

    @Override
    public void sealAnew() {
        MailSettings settings = row.stored();
        if (open(settings).orElse(null) instanceof Opened.Text text) {
            settings.sealedAnew(sealer.seal(record(settings.values()), text.value()));
            row.saveAndFlush(settings);
        }
    }

    private static String record(MailValues values) {
        return SecretKind.of(values).recordName();
    }
}
