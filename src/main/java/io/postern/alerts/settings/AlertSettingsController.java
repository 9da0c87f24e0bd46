package io.postern.alerts.settings;

import io.postern.installation.Installation;
import io.postern.web.FormVersion;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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

/** Settings &gt; Alerts. */
@Controller
@RequestMapping(AlertSettingsController.PATH)
class AlertSettingsController {

    static final String PATH = "/settings/alerts";
    private static final String PAGE = "alerts/settings";

    private final AlertSettings settings;
    private final RecentSignIn recentSignIn;
    private final Installation installation;

    AlertSettingsController(AlertSettings settings, RecentSignIn recentSignIn, Installation installation) {
        this.settings = settings;
        this.recentSignIn = recentSignIn;
        this.installation = installation;
    }

    /**
     * The page as typed.
     *
     * @param version of what the form was filled from; blank overwrites
     */
    record AlertSettingsForm(boolean alertEmailsEnabled, String digestTime, String version) {

        static AlertSettingsForm of(AlertSettings.Stored stored) {
            return new AlertSettingsForm(
                    stored.mails().enabled(), stored.digestTime().toString(), stored.version());
        }
    }

    @ModelAttribute("zone")
    String zone() {
        return installation.current().timeZone().getId();
    }

    @GetMapping
    ModelAndView show(Model model) {
        return new ModelAndView(PAGE, "form", RetainedForm.orElse(AlertSettingsForm.of(settings.stored()), model));
    }

    @PostMapping
    ModelAndView save(
            @ModelAttribute("form") AlertSettingsForm form, BindingResult errors, RedirectAttributes redirect) {
        AlertSettings.Stored seen = settings.stored();
        LocalTime digestTime = time(form.digestTime(), errors);
        if (!form.version().isEmpty()
                && !FormVersion.known(PATH, form.version(), seen.version()).equals(seen.version())) {
            errors.rejectValue("version", "alerts.settings.stale");
        }
        if (digestTime != null && !errors.hasErrors()) {
            recentSignIn.require(PATH);
            if (settings.save(form.alertEmailsEnabled(), digestTime, seen)) {
                FormVersion.saved(PATH, seen.version(), settings.stored().version());
                redirect.addFlashAttribute("flash", "alerts.flash.settings-saved");
                return Redirects.to(PATH);
            }
            errors.rejectValue("version", "alerts.settings.stale");
        }
        return new ModelAndView(PAGE, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static @Nullable LocalTime time(String typed, BindingResult errors) {
        try {
            return LocalTime.parse(typed).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeParseException malformed) {
            errors.rejectValue("digestTime", "alerts.settings.digest-time.malformed");
            return null;
        }
    }
}
