package io.postern.mail.page;

import io.postern.mail.MailPaths;
import io.postern.mail.domain.DomainWatch;
import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.settings.BackupServers;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailFormCheck;
import io.postern.mail.settings.MailSettings;
import io.postern.mail.settings.MailSettingsService;
import io.postern.mail.test.MailTestForm;
import io.postern.users.SignedInUser;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import java.time.Duration;
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

/** Settings &gt; Mail and the pages of the backup servers: shows the settings, and saves them. */
@Controller
class MailSettingsController {

    /** A DNS that works answers in this time, so that the next page has the warnings; the check goes on if it does not. */
    private static final Duration DOMAIN_PATIENCE = Duration.ofSeconds(2);

    private final MailSettingsService settings;
    private final BackupServers backups;
    private final MailPage page;
    private final ActiveAccount account;
    private final MailFormCheck check;
    private final DomainWatch domainWatch;
    private final RecentSignIn recentSignIn;

    MailSettingsController(
            MailSettingsService settings,
            BackupServers backups,
            MailPage page,
            ActiveAccount account,
            MailFormCheck check,
            DomainWatch domainWatch,
            RecentSignIn recentSignIn) {
        this.settings = settings;
        this.backups = backups;
        this.page = page;
        this.account = account;
        this.check = check;
        this.domainWatch = domainWatch;
        this.recentSignIn = recentSignIn;
    }

    /** A shortened address leads to where "Settings" in the navigation leads. */
    @GetMapping("/settings")
    ModelAndView settings() {
        return Redirects.to(MailPaths.SETTINGS);
    }

    @GetMapping({MailPaths.SETTINGS, MailPaths.SERVER})
    ModelAndView show(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            Model model,
            @AuthenticationPrincipal @Nullable SignedInUser reader,
            RedirectAttributes redirect) {
        Optional<String> whyNot = server.isNew() ? backups.whyNoMore() : Optional.empty();
        if (whyNot.isPresent()) {
            redirect.addFlashAttribute("notice", whyNot.get());
            return Redirects.to(MailPaths.SETTINGS);
        }
        MailSettings stored = server.stored();
        page.fresh(server, model, reader);
        MailForm form = RetainedForm.orElse(MailForm.of(stored), model);
        model.addAttribute("form", form);
        boolean damaged = account.state(stored) instanceof ActiveAccount.Damaged;
        if (damaged) {
            // Somebody changed the row by hand. The check says at the fields what is wrong.
            BindingResult errors = new BeanPropertyBindingResult(form, "form");
            check.check(form, stored, errors);
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        }
        return new ModelAndView(page.show(server, model, form, damaged));
    }

    @PostMapping({MailPaths.SETTINGS, MailPaths.SERVER})
    ModelAndView save(
            @ModelAttribute(name = MailServerPages.ATTRIBUTE, binding = false) MailServerPage server,
            @ModelAttribute("form") MailForm form,
            BindingResult errors,
            @ModelAttribute("test") MailTestForm test,
            BindingResult testErrors,
            Model model,
            RedirectAttributes redirect) {
        recentSignIn.require(server.path());
        Optional<MailSettingsService.Saved> saved = settings.save(server.stored(), form, errors);
        if (saved.isEmpty()) {
            return new ModelAndView(page.show(server, model, form, true), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        domainWatch.await(DOMAIN_PATIENCE);
        String flash = server.isPrimary() ? "mail.settings.flash.saved" : "mail.settings.flash.backup-saved";
        redirect.addFlashAttribute(
                "flash",
                saved.get().form().certificatesDropped() ? "mail.settings.flash.saved-certificates-dropped" : flash);
        return Redirects.to(MailPaths.server(saved.get().server()));
    }
}
