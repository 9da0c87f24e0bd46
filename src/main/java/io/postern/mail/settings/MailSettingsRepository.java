package io.postern.mail.settings;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The one row of the mail settings. */
public interface MailSettingsRepository extends Repository<MailSettings, Short> {

    Optional<MailSettings> findById(Short id);

    MailSettings saveAndFlush(MailSettings settings);

    /** The row, which the migration made; where somebody deleted it, as if nothing had been saved yet, and saving makes it again. */
    default MailSettings stored() {
        return findById(MailSettings.ID).orElseGet(MailSettings::unsaved);
    }

    /** The same, for what changes the row without this repository. */
    default MailSettings present() {
        return findById(MailSettings.ID).orElseGet(() -> saveAndFlush(MailSettings.unsaved()));
    }
}
