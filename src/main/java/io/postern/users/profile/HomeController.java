package io.postern.users.profile;

import io.postern.users.SignedInUser;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The start page: where each role's work is. */
@Controller
class HomeController {

    private final PathRegistry paths;

    HomeController(PathRegistry paths) {
        this.paths = paths;
    }

    @GetMapping("/")
    ModelAndView home(@AuthenticationPrincipal SignedInUser me) {
        return Redirects.to(paths.home(me.role().access()));
    }
}
