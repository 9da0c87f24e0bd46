package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailFormCheck;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsRepository;
import io.postern.mail.settings.MailSettingsService;
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
import org.springframework.validation.BeanPropertyBindingResult;
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
    private final MailSettingsService settings;
    private final MailPage page;
    private final ActiveAccount account;
    private final MailFormCheck check;
    private final RecentSignIn recentSignIn;

    MailSettingsController(
            MailSettingsRepository repository,
            MailSettingsService settings,
            MailPage page,
            ActiveAccount account,
            MailFormCheck check,
            RecentSignIn recentSignIn) {
        this.repository = repository;
        this.settings = settings;
        this.page = page;
        this.account = account;
        this.check = check;
        this.recentSignIn = recentSignIn;
    }

    /** A shortened address leads to where "Settings" in the navigation leads. */
    @GetMapping("/settings")
    ModelAndView settings() {
        return Redirects.to(MailPaths.SETTINGS);
    }

    @GetMapping("/settings/mail")
    ModelAndView show(Model model, @AuthenticationPrincipal @Nullable SignedInUser reader) {
        MailSettings stored = repository.stored();
        page.fresh(model, reader);
        MailForm form = RetainedForm.orElse(MailForm.of(stored), model);
        model.addAttribute("form", form);
        boolean damaged = account.current() instanceof ActiveAccount.Damaged;
        if (damaged) {
            // Somebody changed the row by hand. The check says at the fields what is wrong.
            BindingResult errors = new BeanPropertyBindingResult(form, "form");
            check.check(form, stored, errors);
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        }
        return new ModelAndView(page.show(model, form, damaged));
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
        if (saved.isEmpty()) {
            return new ModelAndView(page.show(model, form, true), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        redirect.addFlashAttribute(
                "flash",
                saved.get().certificatesDropped()
                        ? "mail.settings.flash.saved-certificates-dropped"
                        : "mail.settings.flash.saved");
        return Redirects.to("/settings/mail");
    }
}
