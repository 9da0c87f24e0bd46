package io.postern.mail.page;

import io.postern.mail.form.MailForm;
import io.postern.mail.form.MailFormCheck;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsService;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Takes the form from the page to the database. */
@Component
class MailFormService {

    private final MailSettingsRepository repository;
    private final MailFormCheck check;
    private final MailSettingsService saving;

    MailFormService(MailSettingsRepository repository, MailFormCheck check, MailSettingsService saving) {
        this.repository = repository;
        this.check = check;
        this.saving = saving;
    }

    /** What was saved; empty with an error at each field that is wrong, or where another administrator was faster. */
    Optional<CheckedMailForm> save(MailForm form, Errors errors) {
        MailSettings stored = repository.stored();
        if (!isCurrent(form, stored)) {
            errors.rejectValue("version", "mail.settings.version.stale");
            return Optional.empty();
        }
        Optional<CheckedMailForm> checked = check.check(form, stored, errors);
        if (checked.isPresent() && !saving.save(checked.get(), stored.version())) {
            errors.rejectValue("version", "mail.settings.version.stale");
            return Optional.empty();
        }
        return checked;
    }

    /** A script that says no version takes the settings as they are. */
    private static boolean isCurrent(MailForm form, MailSettings stored) {
        return form.version().isBlank() || form.version().strip().equals(String.valueOf(stored.version()));
    }
}
