package io.postern.installation;

import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
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

/** Settings &gt; Security. */
@Controller
@RequestMapping(SecurityController.PATH)
class SecurityController {

    static final String PATH = "/settings/security";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;

    private final Installation installation;

    SecurityController(Installation installation) {
        this.installation = installation;
    }

    /** The page as typed. */
    record SecurityForm(String minimumPasswordLength, String version) {}

    @GetMapping
    ModelAndView show(Model model) {
        StoredInstallation stored = installation.stored();
        String length = Integer.toString(stored.settings().minimumPasswordLength());
        SecurityForm form = RetainedForm.orElse(new SecurityForm(length, Long.toString(stored.version())), model);
        return page(form.version()).addObject("form", form);
    }

    @PostMapping
    ModelAndView save(@ModelAttribute("form") SecurityForm form, BindingResult errors, RedirectAttributes redirect) {
        String typed = form.minimumPasswordLength();
        int length = typed.matches("[0-9]{1,3}") ? Integer.parseInt(typed) : 0;
        StoredInstallation stored = installation.stored();
        if (length < SHORTEST || length > LONGEST) {
            errors.rejectValue(
                    "minimumPasswordLength",
                    "installation.security.length.range",
                    new Object[] {SHORTEST, LONGEST},
                    null);
        } else if (installation.save(
                stored.settings().withMinimumPasswordLength(length), form.version(), stored, errors)) {
            redirect.addFlashAttribute("flash", "installation.flash.saved");
            return Redirects.to(PATH);
        }
        ModelAndView page = page(Long.toString(installation.stored().version()));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView page(String version) {
        return new ModelAndView("installation/security", "storedVersion", version);
    }
}
