package io.postern.mail.settings;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The one row of the mail settings. */
public interface MailSettingsRepository extends Repository<MailSettings, Short> {

    Optional<MailSettings> findById(Short id);

    MailSettings saveAndFlush(MailSettings settings);

    /** The row, which a migration made. Where somebody deleted it, nothing counts as saved yet, and saving makes it again. */
    default MailSettings stored() {
        return findById(MailSettings.ID).orElseGet(MailSettings::unsaved);
    }

    /** The row, which is made where it is missing: for a change that does not go through this repository. */
    default MailSettings present() {
        return findById(MailSettings.ID).orElseGet(() -> saveAndFlush(MailSettings.unsaved()));
    }
}
