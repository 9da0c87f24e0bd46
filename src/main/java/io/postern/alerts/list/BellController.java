package io.postern.alerts.list;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The bell by itself, for pages that stay open. */
@Controller
class BellController {

    @GetMapping(AlertPaths.BELL)
    String show() {
        return "web/layout :: bell";
    }
}
