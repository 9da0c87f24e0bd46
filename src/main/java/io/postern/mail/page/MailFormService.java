package io.postern.mail.page;

import io.postern.mail.form.MailForm;
import io.postern.mail.form.MailFormCheck;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsService;
import io.postern.web.FormVersion;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Takes the form from the page to the database. */
@Component
class MailFormService {

    private static final String PAGE = "/settings/mail";

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
        String version = text(stored);
        String named = form.version().strip();
        if (!named.isEmpty() && !FormVersion.known(PAGE, named, version).equals(version)) {
            errors.rejectValue("version", "mail.settings.version.stale");
            return Optional.empty();
        }
        Optional<CheckedMailForm> checked = check.check(form, stored, errors);
        if (checked.isPresent()) {
            if (!saving.save(checked.get(), stored.version())) {
                errors.rejectValue("version", "mail.settings.version.stale");
                return Optional.empty();
            }
            FormVersion.saved(PAGE, version, text(repository.stored()));
        }
        return checked;
    }

    private static String text(MailSettings settings) {
        return String.valueOf(settings.version());
    }
}
