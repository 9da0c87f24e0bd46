package io.postern.alerts.settings;

import io.postern.installation.Installation;
import io.postern.web.FormVersion;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Settings &gt; Alerts. */
@Controller
@RequestMapping(AlertSettingsController.PATH)
class AlertSettingsController {

    static final String PATH = "/settings/alerts";
    private static final String PAGE = "alerts/settings";

    private final AlertSettingsService service;
    private final RecentSignIn recentSignIn;
    private final Installation installation;

    AlertSettingsController(AlertSettingsService service, RecentSignIn recentSignIn, Installation installation) {
        this.service = service;
        this.recentSignIn = recentSignIn;
        this.installation = installation;
    }

    @ModelAttribute("zone")
    String zone() {
        return installation.current().timeZone().getId();
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("form", RetainedForm.orElse(AlertSettingsForm.of(service.seen()), model));
        return PAGE;
    }

    @PostMapping
    Object save(
            @ModelAttribute("form") AlertSettingsForm form,
            BindingResult errors,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        AlertSettingsService.Seen seen = service.seen();
        LocalTime digestTime = time(form.digestTime(), errors);
        if (!form.version().isEmpty()
                && !FormVersion.known(PATH, form.version(), seen.version()).equals(seen.version())) {
            errors.rejectValue("version", "alerts.settings.stale");
        }
        if (digestTime != null && !errors.hasErrors()) {
            recentSignIn.require(PATH);
            if (service.save(form, digestTime, seen)) {
                FormVersion.saved(PATH, seen.version(), service.seen().version());
                redirect.addFlashAttribute("flash", "alerts.flash.settings-saved");
                return Redirects.to(PATH);
            }
            errors.rejectValue("version", "alerts.settings.stale");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return PAGE;
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
