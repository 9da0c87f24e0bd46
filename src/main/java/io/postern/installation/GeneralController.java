package io.postern.installation;

import io.postern.web.FormVersion;
import io.postern.web.Option;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Settings &gt; General. */
@Controller
@RequestMapping("/settings/general")
class GeneralController {

    private static final String PAGE = "installation/general";

    private final Installation installation;
    private final GeneralRules rules;
    private final MessageSource messages;
    private final RecentSignIn recentSignIn;

    GeneralController(
            Installation installation, GeneralRules rules, MessageSource messages, RecentSignIn recentSignIn) {
        this.installation = installation;
        this.rules = rules;
        this.messages = messages;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        Installation.Stored stored = installation.stored();
        GeneralForm form = RetainedForm.orElse(GeneralForm.of(stored.settings(), stored.version()), model);
        model.addAttribute("form", form);
        String page = page(model, stored, locale);
        model.addAttribute("storedVersion", form.version());
        return page;
    }

    @PostMapping
    Object save(
            @ModelAttribute("form") GeneralForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Installation.Stored stored = installation.stored();
        boolean given = installation.givenPublicUrl().isPresent();
        Optional<InstallationSettings> settings = rules.read(form, stored.settings(), given, errors);
        URI publicUrl = settings.map(InstallationSettings::publicUrl).orElse(null);
        boolean changed = settings.isPresent()
                && !Objects.equals(publicUrl, stored.settings().publicUrl());
        if (changed) {
            recentSignIn.require("/settings/general");
        }
        boolean httpInQuestion = changed && publicUrl != null && BrowserScheme.questions(publicUrl, request);
        model.addAttribute("httpInQuestion", httpInQuestion);
        if (settings.isPresent()
                && !httpInQuestion
                && saved(settings.get(), form.version(), stored.version(), errors)) {
            redirect.addFlashAttribute("flash", "installation.flash.saved");
            return Redirects.to("/settings/general");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(model, installation.stored(), locale);
    }

    private boolean saved(InstallationSettings settings, String seen, long stored, BindingResult errors) {
        try {
            String before = Long.toString(stored);
            if (installation.change(settings, FormVersion.parse(FormVersion.known(Installation.FORM, seen, before)))) {
                FormVersion.saved(
                        Installation.FORM,
                        before,
                        Long.toString(installation.stored().version()));
                return true;
            }
        } catch (OptimisticLockingFailureException fasterOne) {
            // Told below, like one who was faster by more.
        }
        errors.rejectValue("version", "installation.settings.stale");
        return false;
    }

    private String page(Model model, Installation.Stored stored, Locale locale) {
        Optional<URI> given = installation.givenPublicUrl();
        model.addAttribute("givenPublicUrl", given.map(URI::toString).orElse(null));
        URI publicUrl = given.orElse(stored.settings().publicUrl());
        model.addAttribute("missing", publicUrl == null);
        model.addAttribute("local", publicUrl != null && PublicUrl.isLocal(publicUrl));
        model.addAttribute(
                "unencrypted",
                publicUrl != null && publicUrl.getScheme().equals("http") && !PublicUrl.isLocal(publicUrl));
        model.addAttribute("storedVersion", stored.version());
        model.addAttribute("zones", rules.zoneOptions());
        model.addAttribute(
                "languages",
                List.of(
                        new Option("en", messages.getMessage("installation.general.language.en", null, locale)),
                        new Option("de", messages.getMessage("installation.general.language.de", null, locale))));
        return PAGE;
    }
}
