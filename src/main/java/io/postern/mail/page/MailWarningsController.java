package io.postern.mail.page;

import io.postern.mail.form.MailForm;
import io.postern.mail.providers.MailWarnings;
import io.postern.mail.settings.MailSettingsRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** What is to be warned about in the form as it is being filled, before anything is saved. */
@Controller
class MailWarningsController {

    private final MailSettingsRepository repository;
    private final MailWarnings warnings;

    MailWarningsController(MailSettingsRepository repository, MailWarnings warnings) {
        this.repository = repository;
        this.warnings = warnings;
    }

    @PostMapping("/settings/mail/warnings")
    String warn(@ModelAttribute("form") MailForm form, BindingResult errors, Model model) {
        model.addAttribute("warnings", warnings.of(form, repository.stored()));
        return MailPage.VIEW + " :: warnings";
    }
}
