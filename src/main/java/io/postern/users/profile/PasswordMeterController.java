package io.postern.users.profile;

import io.postern.users.PasswordMeter;
import io.postern.users.SignedInUser;
import io.postern.users.Users;
import io.postern.web.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** What the rules say of one's own new password, while it is typed. */
@Controller
class PasswordMeterController {

    private final Users users;
    private final PasswordMeter meter;

    PasswordMeterController(Users users, PasswordMeter meter) {
        this.users = users;
        this.meter = meter;
    }

    @PostMapping("/profile/password/strength")
    Object show(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("passwordForm") PasswordForm form,
            HttpServletRequest request,
            Model model) {
        return meter.show(form.password(), users.byId(me.id()).orElseThrow(NotFound::new), request, model);
    }
}
