package io.postern.users.profile;

import io.postern.users.SignedInUser;
import io.postern.web.Redirects;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Signs somebody out everywhere but here. */
@Controller
class OwnSessionsController {

    private final OwnSessions sessions;

    OwnSessionsController(OwnSessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/profile/sessions/end-others")
    RedirectView endOthers(@AuthenticationPrincipal SignedInUser me, RedirectAttributes redirect) {
        sessions.endOthers(me);
        redirect.addFlashAttribute("flash", "users.flash.sessions");
        return Redirects.to("/profile");
    }
}
