package io.postern.installation;

import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import io.postern.web.RoomPaths.Access;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Leads whoever shortens an address to where the navigation's "Settings" leads. */
@Controller
class SettingsController {

    private final PathRegistry paths;

    SettingsController(PathRegistry paths) {
        this.paths = paths;
    }

    @GetMapping("/settings")
    View settings() {
        return Redirects.to(paths.home(Access.ADMINISTRATORS));
    }
}
