package io.postern.mail.page;

import io.postern.mail.diagnosis.QuickFix;
import io.postern.mail.form.MailForm;
import io.postern.mail.form.SubmittedFields;
import io.postern.mail.providers.Provider;
import io.postern.mail.providers.Providers;
import io.postern.mail.providers.QuickFixes;
import io.postern.mail.test.MailTestForm;
import io.postern.web.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes the form as typed, by a provider's preset or by a quick fix. Nothing is stored. */
@Controller
class MailPresetController {

    private final Providers providers;
    private final QuickFixes quickFixes;
    private final MailPage page;

    MailPresetController(Providers providers, QuickFixes quickFixes, MailPage page) {
        this.providers = providers;
        this.quickFixes = quickFixes;
        this.page = page;
    }

    @PostMapping("/settings/mail/preset")
    String preset(
            @RequestParam(defaultValue = "") String preset,
            @RequestParam(defaultValue = "") String suggested,
            @ModelAttribute("test") MailTestForm test,
            HttpServletRequest request,
            Model model) {
        Map<String, String> typed = SubmittedFields.of(request);
        String chosen = suggested.isBlank() ? preset : suggested;
        if (!chosen.isBlank()) {
            Provider provider = providers.byId(chosen).orElseThrow(NotFound::new);
            typed.putAll(provider.fill(typed));
        }
        return changed(typed, model, "mail.settings.changed.preset");
    }

    @PostMapping("/settings/mail/cure")
    String quickFix(
            @RequestParam(name = "cure", defaultValue = "") String code,
            @RequestParam(defaultValue = "") String found,
            @ModelAttribute("test") MailTestForm test,
            HttpServletRequest request,
            Model model) {
        Map<String, String> typed = SubmittedFields.of(request);
        QuickFix quickFix = QuickFixes.byCode(code).orElseThrow(NotFound::new);
        typed.putAll(quickFixes.fields(quickFix, typed, found));
        return changed(typed, model, "mail.settings.changed.quick-fix");
    }

    private String changed(Map<String, String> fields, Model model, String messageKey) {
        MailForm form = SubmittedFields.form(fields);
        model.addAttribute("form", form);
        model.addAttribute("changed", messageKey);
        return page.show(model, form, false);
    }
}
