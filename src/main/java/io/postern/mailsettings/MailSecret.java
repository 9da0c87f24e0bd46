package io.postern.mailsettings;

import io.postern.secrets.Opened;
import io.postern.secrets.SealedSecrets;
import io.postern.secrets.Sealer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stored password of the mail settings, sealed and opened. */
@Component
class MailSecret implements SealedSecrets {

    private static final String RECORD = "mail-settings.password";

    private final Sealer sealer;
    private final MailSettingsRow row;

    MailSecret(Sealer sealer, MailSettingsRow row) {
        this.sealer = sealer;
        this.row = row;
    }

    /** Empty when no password is stored. */
    Optional<Opened> open(MailSettings settings) {
        return settings.sealedPassword().map(text -> sealer.open(RECORD, text));
    }

    boolean isUnreadable(MailSettings settings) {
        return open(settings).filter(Opened.Unreadable.class::isInstance).isPresent();
    }

    /** What is to be stored. */
    @Nullable
    String sealed(Secret secret, MailSettings stored) {
        if (secret instanceof Secret.Replace replace) {
            return sealer.seal(RECORD, replace.password());
        }
        return secret instanceof Secret.Keep ? stored.sealedPassword().orElse(null) : null;
    }

    @Override
    public void sealAnew() {
        MailSettings settings = row.stored();
        if (open(settings).orElse(null) instanceof Opened.Text text) {
            settings.sealedAnew(sealer.seal(RECORD, text.value()));
            row.saveAndFlush(settings);
        }
    }
}
