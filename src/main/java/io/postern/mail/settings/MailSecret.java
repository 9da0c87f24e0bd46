package io.postern.mail.settings;

import io.postern.crypto.OpenedSecret;
import io.postern.crypto.SealedSecretStore;
import io.postern.crypto.Sealer;
import io.postern.net.VisibleText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and opens the secret of a mail server: the password or the client secret. */
@Component
public class MailSecret implements SealedSecretStore {

    private final Sealer sealer;
    private final MailSettingsRepository repository;

    public MailSecret(Sealer sealer, MailSettingsRepository repository) {
        this.sealer = sealer;
        this.repository = repository;
    }

    /** The secret; empty when none is stored. */
    public Optional<OpenedSecret> open(MailSettings settings) {
        return settings.sealedPassword().map(text -> sealer.open(record(settings, settings.values()), text));
    }

    public boolean isUnreadable(MailSettings settings) {
        return open(settings).filter(OpenedSecret.Unreadable.class::isInstance).isPresent();
    }

    /** Whether the stored secret is used, and holds what {@link VisibleText#hidesCharacters} finds. */
    public boolean hidesCharacters(MailSettings settings) {
        return settings.values().signsInWithSecret()
                && open(settings).orElse(null) instanceof OpenedSecret.Text text
                && VisibleText.hidesCharacters(text.value());
    }

    /** The sealed secret that belongs to these values. */
    @Nullable
    public String sealed(CheckedMailForm.SecretChange secret, MailSettingsValues values, MailSettings stored) {
        if (secret instanceof CheckedMailForm.Replace replace) {
            return sealer.seal(record(stored, values), replace.secret());
        }
        return secret instanceof CheckedMailForm.Keep ? stored.sealedPassword().orElse(null) : null;
    }

    @Override
    public void reseal() {
        for (MailSettings settings : repository.inOrder()) {
            if (open(settings).orElse(null) instanceof OpenedSecret.Text text) {
                settings.reseal(sealer.seal(record(settings, settings.values()), text.value()));
                repository.saveAndFlush(settings);
            }
        }
    }

    /** The secret of one server does not open as that of another. */
    private static String record(MailSettings server, MailSettingsValues values) {
        String record = SecretKind.of(values).recordName();
        return server.isPrimary() ? record : record + ":" + server.id();
    }
}
