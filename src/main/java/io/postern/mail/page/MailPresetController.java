package io.postern.mail.page;

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
            @ModelAttribute("form") MailForm form,
            @ModelAttribute("test") MailTestForm test,
            Model model) {
        String chosen = suggested.isBlank() ? preset : suggested;
        Map<String, String> changes = chosen.isBlank()
                ? Map.of()
                : providers.byId(chosen).orElseThrow(NotFound::new).fill(form);
        return show(form.with(changes), model, "mail.settings.changed.preset");
    }

    @PostMapping("/settings/mail/cure")
    String quickFix(
            @RequestParam(name = "cure", defaultValue = "") String code,
            @RequestParam(defaultValue = "") String found,
            @ModelAttribute("form") MailForm form,
            @ModelAttribute("test") MailTestForm test,
            Model model) {
        Map<String, String> changes =
                quickFixes.fields(QuickFixes.byCode(code).orElseThrow(NotFound::new), form, found);
        return show(form.with(changes), model, "mail.settings.changed.quick-fix");
    }

    private String show(MailForm form, Model model, String messageKey) {
        model.addAttribute("form", form);
        model.addAttribute("changed", messageKey);
        return page.show(model, form, false);
    }
}
