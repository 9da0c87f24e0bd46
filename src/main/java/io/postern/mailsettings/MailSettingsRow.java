package io.postern.mailsettings;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The one row of the mail settings. */
interface MailSettingsRow extends Repository<MailSettings, Short> {

    Optional<MailSettings> findById(Short id);

    MailSettings saveAndFlush(MailSettings settings);

    /** The row, which the migration made. */
    default MailSettings stored() {
        return findById(MailSettings.ID)
                .orElseThrow(() -> new IllegalStateException("the row of the mail settings is missing"));
    }
}
