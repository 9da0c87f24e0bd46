package io.postern.mail.page;

import io.postern.mail.providers.MailWarnings;
import io.postern.mail.providers.ProviderSuggestions;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettingsRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** What the page says of a form while it is filled in: a preset that fits, and warnings. Nothing is stored. */
@Controller
class MailHintsController {

    private final MailSettingsRepository repository;
    private final ProviderSuggestions suggestions;
    private final MailWarnings warnings;

    MailHintsController(MailSettingsRepository repository, ProviderSuggestions suggestions, MailWarnings warnings) {
        this.repository = repository;
        this.suggestions = suggestions;
        this.warnings = warnings;
    }

    /** May ask the DNS. The page is there already, and waits for nothing. */
    @PostMapping("/settings/mail/suggestion")
    String suggest(@ModelAttribute("form") MailForm form, Model model) {
        model.addAttribute(
                "suggested",
                suggestions
                        .afterAsking(form.host(), form.username(), form.fromAddress())
                        .orElse(null));
        return MailPage.VIEW + " :: suggestion";
    }

    @PostMapping("/settings/mail/warnings")
    String warn(@ModelAttribute("form") MailForm form, Model model) {
        model.addAttribute("warnings", warnings.of(form, repository.stored()));
        return MailPage.VIEW + " :: warnings";
    }
}
