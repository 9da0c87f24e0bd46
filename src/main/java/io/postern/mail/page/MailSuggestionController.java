package io.postern.mail.page;

import io.postern.mail.providers.ProviderSuggestions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which preset an address that was just typed suggests. The page is there already, and waits for nothing. */
@Controller
class MailSuggestionController {

    private final ProviderSuggestions suggestions;

    MailSuggestionController(ProviderSuggestions suggestions) {
        this.suggestions = suggestions;
    }

    @PostMapping("/settings/mail/suggestion")
    String suggest(
            @RequestParam(defaultValue = "") String host,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String fromAddress,
            Model model) {
        model.addAttribute(
                "suggested",
                suggestions.afterAsking(host, username, fromAddress).orElse(null));
        return MailPage.VIEW + " :: suggestion";
    }
}
