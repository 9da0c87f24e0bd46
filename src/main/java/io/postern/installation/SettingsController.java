package io.postern.installation;

import io.postern.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Leads whoever shortens an address to where the navigation's "Settings" leads. */
@Controller
class SettingsController {

    @GetMapping("/settings")
    View settings() {
        return Redirects.to("/settings/mail");
    }
}
