package io.postern.installation;

import io.postern.web.Option;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Settings &gt; General. */
@Controller
@RequestMapping(InstallationPaths.GENERAL)
class GeneralController {

    private final Installation installation;
    private final RecentSignIn recentSignIn;

    GeneralController(Installation installation, RecentSignIn recentSignIn) {
        this.installation = installation;
        this.recentSignIn = recentSignIn;
    }

    /**
     * What the page shows besides the form.
     *
     * @param given the public address that the operator set, or null
     * @param warning about the public address: {@code missing}, {@code local}, {@code unencrypted} or null
     */
    record Page(
            String version,
            @Nullable URI given,
            @Nullable String warning,
            List<Option> languages,
            List<Option> zones) {}

    @GetMapping
    ModelAndView show(Model model) {
        StoredInstallation stored = installation.stored();
        GeneralForm form = RetainedForm.orElse(GeneralForm.of(stored), model);
        return page(stored, form.version()).addObject("form", form);
    }

    @PostMapping
    ModelAndView save(
            @ModelAttribute("form") GeneralForm form,
            BindingResult errors,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        StoredInstallation stored = installation.stored();
        Optional<InstallationSettings> settings =
                form.check(stored.settings(), installation.givenPublicUrl().isPresent(), errors);
        URI publicUrl = settings.map(InstallationSettings::publicUrl).orElse(null);
        boolean changed = settings.isPresent()
                && !Objects.equals(publicUrl, stored.settings().publicUrl());
        if (changed) {
            recentSignIn.require(InstallationPaths.GENERAL);
        }
        boolean httpInQuestion = changed && publicUrl != null && BrowserScheme.questions(publicUrl, request);
        if (settings.isPresent()
                && !httpInQuestion
                && installation.save(settings.get(), form.version(), stored, errors)) {
            redirect.addFlashAttribute("flash", "installation.flash.saved");
            return Redirects.to(InstallationPaths.GENERAL);
        }
        StoredInstallation now = installation.stored();
        ModelAndView page = page(now, Long.toString(now.version()));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page.addObject("httpInQuestion", httpInQuestion);
    }

    private ModelAndView page(StoredInstallation stored, String version) {
        Optional<URI> given = installation.givenPublicUrl();
        Page page = new Page(
                version,
                given.orElse(null),
                warning(given.orElse(stored.settings().publicUrl())),
                List.of(
                        Option.ofMessage("en", "installation.general.language.en"),
                        Option.ofMessage("de", "installation.general.language.de")),
                GeneralForm.zones());
        return new ModelAndView("installation/general", "page", page);
    }

    private static @Nullable String warning(@Nullable URI publicUrl) {
        if (publicUrl == null) {
            return "missing";
        }
        if (PublicUrl.isLocal(publicUrl)) {
            return "local";
        }
        return publicUrl.getScheme().equals("http") ? "unencrypted" : null;
    }
}
