package io.postern.mailsettings;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which preset an address that was just typed suggests. Known from the providers' file alone; nobody is asked. */
@Controller
class MailSuggestionController {

    private final Providers providers;

    MailSuggestionController(Providers providers) {
        this.providers = providers;
    }

    @PostMapping("/settings/mail/suggestion")
    String suggest(
            @RequestParam(defaultValue = "") String host,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String fromAddress,
            Model model) {
        model.addAttribute(
                "suggested", providers.suggested(host, username, fromAddress).orElse(null));
        return MailPage.VIEW + " :: suggestion";
    }
}
