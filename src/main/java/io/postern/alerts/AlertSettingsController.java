package io.postern.alerts;

import io.postern.installation.Installation;
import io.postern.mailsettings.AlertMailSwitch;
import io.postern.web.KeptForm;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
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

    private final AlertSettings settings;
    private final AlertMailSwitch mails;
    private final TransactionOperations transaction;
    private final RecentSignIn recentSignIn;
    private final Installation installation;

    AlertSettingsController(
            AlertSettings settings,
            AlertMailSwitch mails,
            TransactionOperations transaction,
            RecentSignIn recentSignIn,
            Installation installation) {
        this.settings = settings;
        this.mails = mails;
        this.transaction = transaction;
        this.recentSignIn = recentSignIn;
        this.installation = installation;
    }

    @ModelAttribute("zone")
    String zone() {
        return installation.current().timeZone().getId();
    }

    @GetMapping
    String show(Model model) {
        AlertSettingsForm fresh = AlertSettingsForm.of(settings.stored(), mails.state());
        model.addAttribute("form", KeptForm.orElse(fresh, model));
        return PAGE;
    }

    @PostMapping
    Object save(
            @ModelAttribute("form") AlertSettingsForm form,
            BindingResult errors,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        AlertSettings.Stored stored = settings.stored();
        AlertMailSwitch.State state = mails.state();
        LocalTime digestTime = time(form.digestTime(), errors);
        if (!form.version().isEmpty() && !form.version().equals(AlertSettingsForm.version(stored, state))) {
            errors.rejectValue("version", "alerts.settings.stale");
        }
        if (digestTime != null && !errors.hasErrors()) {
            recentSignIn.require(PATH);
            if (saved(form.alertEmailsEnabled(), digestTime, stored, state)) {
                redirect.addFlashAttribute("flash", "alerts.flash.settings-saved");
                return Redirects.to(PATH);
            }
            errors.rejectValue("version", "alerts.settings.stale");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return PAGE;
    }

    /** Both or neither. */
    private boolean saved(boolean enabled, LocalTime time, AlertSettings.Stored stored, AlertMailSwitch.State state) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean saved =
                    settings.change(time, stored) && (enabled == state.enabled() || mails.change(enabled, state));
            if (!saved) {
                status.setRollbackOnly();
            }
            return saved;
        }));
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
