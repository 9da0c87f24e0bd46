package io.postern.users.profile;

import io.postern.users.SignedInUser;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The start page: where each role's work is. */
@Controller
class HomeController {

    private final PathRegistry paths;

    HomeController(PathRegistry paths) {
        this.paths = paths;
    }

    @GetMapping("/")
    ModelAndView home(@AuthenticationPrincipal SignedInUser me, Model model, RedirectAttributes redirect) {
        // What the last request did is said on the page that is shown.
        model.asMap().forEach(redirect::addFlashAttribute);
        return Redirects.to(paths.home(me.role().access()));
    }
}
