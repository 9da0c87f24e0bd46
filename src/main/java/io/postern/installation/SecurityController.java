package io.postern.installation;

import io.postern.web.FormVersion;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletResponse;
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

/** Settings &gt; Security. */
@Controller
@RequestMapping("/settings/security")
class SecurityController {

    private static final String PAGE = "installation/security";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;

    private final Installation installation;

    SecurityController(Installation installation) {
        this.installation = installation;
    }

    @GetMapping
    String show(Model model) {
        Installation.Stored stored = installation.stored();
        String length = Integer.toString(stored.settings().minimumPasswordLength());
        SecurityForm form = RetainedForm.orElse(new SecurityForm(length, Long.toString(stored.version())), model);
        model.addAttribute("form", form);
        model.addAttribute("storedVersion", form.version());
        return PAGE;
    }

    @PostMapping
    Object save(
            @ModelAttribute("form") SecurityForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        String typed = form.minimumPasswordLength();
        int length = typed.matches("[0-9]{1,3}") ? Integer.parseInt(typed) : 0;
        if (length < SHORTEST || length > LONGEST) {
            errors.rejectValue(
                    "minimumPasswordLength",
                    "installation.security.length.range",
                    new Object[] {SHORTEST, LONGEST},
                    null);
        } else if (saved(length, form.version())) {
            redirect.addFlashAttribute("flash", "installation.flash.saved");
            return Redirects.to("/settings/security");
        } else {
            errors.rejectValue("version", "installation.settings.stale");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("storedVersion", installation.stored().version());
        return PAGE;
    }

    private boolean saved(int length, String seen) {
        Installation.Stored stored = installation.stored();
        InstallationSettings now = stored.settings();
        InstallationSettings to =
                new InstallationSettings(now.publicUrl(), now.name(), now.defaultLanguage(), now.timeZone(), length);
        try {
            String before = Long.toString(stored.version());
            boolean saved =
                    installation.change(to, FormVersion.parse(FormVersion.known(Installation.FORM, seen, before)));
            if (saved) {
                FormVersion.saved(
                        Installation.FORM,
                        before,
                        Long.toString(installation.stored().version()));
            }
            return saved;
        } catch (OptimisticLockingFailureException fasterOne) {
            return false;
        }
    }
}
