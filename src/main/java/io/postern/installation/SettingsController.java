package io.postern.installation;

import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import io.postern.web.RoomPaths.Access;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Leads {@code /settings} to the page behind "Settings" in the navigation. */
@Controller
class SettingsController {

    private final PathRegistry paths;

    SettingsController(PathRegistry paths) {
        this.paths = paths;
    }

    @GetMapping("/settings")
    ModelAndView settings() {
        return Redirects.to(paths.home(Access.ADMINISTRATORS));
    }
}
