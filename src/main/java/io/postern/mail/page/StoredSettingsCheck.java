package io.postern.mail.page;

import io.postern.mail.form.MailForm;
import io.postern.mail.form.MailFormCheck;
import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.settings.MailSettingsRepository;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** Says at the fields of the form what is wrong with settings that somebody has changed by hand. */
@Component
class StoredSettingsCheck {

    private final ActiveAccount account;
    private final MailSettingsRepository repository;
    private final MailFormCheck check;

    StoredSettingsCheck(ActiveAccount account, MailSettingsRepository repository, MailFormCheck check) {
        this.account = account;
        this.repository = repository;
        this.check = check;
    }

    /** Whether there are any, which the page then shows. */
    boolean show(MailForm form, Model model) {
        if (!(account.current() instanceof ActiveAccount.Damaged)) {
            return false;
        }
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        check.check(form, repository.stored(), errors);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        return errors.hasErrors();
    }
}
