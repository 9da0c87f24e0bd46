package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.providers.MailWarnings;
import io.postern.mail.providers.ProviderSuggestions;
import io.postern.mail.providers.Providers;
import io.postern.mail.providers.QuickFixes;
import io.postern.mail.settings.MailForm;
import io.postern.mail.test.MailTestForm;
import io.postern.web.NotFound;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Helps to fill in the form: says what it thinks of it, and changes it by a provider's preset or by a quick fix. Nothing is stored. */
@Controller
class MailFormController {

    private final ProviderSuggestions suggestions;
    private final MailWarnings warnings;
    private final Providers providers;
    private final QuickFixes quickFixes;
    private final MailPage page;

    MailFormController(
            ProviderSuggestions suggestions,
            MailWarnings warnings,
            Providers providers,
            QuickFixes quickFixes,
            MailPage page) {
        this.suggestions = suggestions;
        this.warnings = warnings;
        this.providers = providers;
        this.quickFixes = quickFixes;
        this.page = page;
    }

    /** May ask the DNS. The page is there already, and waits for nothing. */
    @PostMapping({MailPaths.SETTINGS + "/suggestion", MailPaths.SERVER + "/suggestion"})
    String suggest(@ModelAttribute("form") MailForm form, Model model) {
        model.addAttribute(
                "suggested",
                suggestions
                        .afterAsking(form.host(), form.username(), form.fromAddress())
                        .orElse(null));
        return MailPage.VIEW + " :: suggestion";
    }

    @PostMapping({MailPaths.SETTINGS + "/warnings", MailPaths.SERVER + "/warnings"})
    String warn(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @ModelAttribute("form") MailForm form,
            Model model) {
        model.addAttribute("warnings", warnings.of(form, server.stored()));
        return MailPage.VIEW + " :: warnings";
    }

    @PostMapping({MailPaths.SETTINGS + "/preset", MailPaths.SERVER + "/preset"})
    String preset(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @RequestParam(defaultValue = "") String preset,
            @RequestParam(defaultValue = "") String suggested,
            @ModelAttribute("form") MailForm form,
            @ModelAttribute("test") MailTestForm test,
            Model model) {
        String chosen = suggested.isBlank() ? preset : suggested;
        Map<String, String> changes = chosen.isBlank()
                ? Map.of()
                : providers.byId(chosen).orElseThrow(NotFound::new).fill(form);
        return show(server, form.with(changes), model, "mail.settings.changed.preset");
    }

    @PostMapping({MailPaths.SETTINGS + "/cure", MailPaths.SERVER + "/cure"})
    String quickFix(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @RequestParam(name = "cure", defaultValue = "") String code,
            @RequestParam(defaultValue = "") String found,
            @ModelAttribute("form") MailForm form,
            @ModelAttribute("test") MailTestForm test,
            Model model) {
        Map<String, String> changes =
                quickFixes.fields(QuickFixes.byCode(code).orElseThrow(NotFound::new), form, found);
        return show(server, form.with(changes), model, "mail.settings.changed.quick-fix");
    }

    private String show(MailServerPage server, MailForm form, Model model, String messageKey) {
        model.addAttribute("form", form);
        model.addAttribute("changed", messageKey);
        return page.show(server, model, form, false);
    }
}
