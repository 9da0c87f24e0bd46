package io.postern.mail.page;

import io.postern.mail.form.MailForm;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.test.MailTestForm;
import io.postern.users.SignedInUser;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Settings &gt; Mail: shows the settings, and saves them. */
@Controller
class MailSettingsController {

    private final MailSettingsRepository repository;
    private final MailFormService settings;
    private final MailPage page;
    private final StoredSettingsCheck faults;
    private final RecentSignIn recentSignIn;

    MailSettingsController(
            MailSettingsRepository repository,
            MailFormService settings,
            MailPage page,
            StoredSettingsCheck faults,
            RecentSignIn recentSignIn) {
        this.repository = repository;
        this.settings = settings;
        this.page = page;
        this.faults = faults;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping("/settings/mail")
    String show(Model model, @AuthenticationPrincipal @Nullable SignedInUser reader) {
        page.fresh(model, reader);
        MailForm form = RetainedForm.orElse(MailForm.of(repository.stored()), model);
        model.addAttribute("form", form);
        return page.show(model, form, faults.show(form, model));
    }

    @PostMapping("/settings/mail")
    ModelAndView save(
            @ModelAttribute("form") MailForm form,
            BindingResult errors,
            @ModelAttribute("test") MailTestForm test,
            BindingResult testErrors,
            Model model,
            RedirectAttributes redirect) {
        recentSignIn.require("/settings/mail");
        Optional<CheckedMailForm> saved = settings.save(form, errors);
        if (saved.isPresent()) {
            redirect.addFlashAttribute(
                    "flash",
                    saved.get().certificatesDropped()
                            ? "mail.settings.flash.saved-certificates-dropped"
                            : "mail.settings.flash.saved");
            return new ModelAndView(Redirects.to("/settings/mail"));
        }
        return new ModelAndView(page.show(model, form, true), HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
