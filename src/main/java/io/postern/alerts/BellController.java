package io.postern.alerts;

import io.postern.web.PolledPaths;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The bell by itself, for pages that stay open. */
@Controller
class BellController {

    @GetMapping(PolledPaths.BELL)
    String show() {
        return "web/layout :: bell";
    }
}
