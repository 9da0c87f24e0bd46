package io.postern.users.profile;

import io.postern.installation.Installation;
import io.postern.users.PendingAddresses;
import io.postern.users.RefusedAddresses;
import io.postern.users.User;
import io.postern.users.admin.UserFormOptions;
import io.postern.users.admin.UserRow;
import io.postern.users.admin.UserSessions;
import io.postern.web.RetainedForm;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;

/** Fills the model of the profile. Of its two forms, the one that was refused keeps what was typed. */
@Component
class ProfilePage {

    private final UserFormOptions options;
    private final Installation installation;
    private final UserSessions sessions;
    private final PendingAddresses pending;
    private final RefusedAddresses refused;

    ProfilePage(
            UserFormOptions options,
            Installation installation,
            UserSessions sessions,
            PendingAddresses pending,
            RefusedAddresses refused) {
        this.options = options;
        this.installation = installation;
        this.sessions = sessions;
        this.pending = pending;
        this.refused = refused;
    }

    ModelAndView show(User user, Model model, Locale locale) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", RetainedForm.orElse(ProfileForm.of(user), model));
        }
        if (!model.containsAttribute("passwordForm")) {
            model.addAttribute("passwordForm", PasswordForm.blank());
        }
        model.addAttribute("sessions", sessions.of(user.id()));
        model.addAttribute("secondFactor", user.hasSecondFactor());
        model.addAttribute("user", UserRow.of(user, refused.of(user.id()).isPresent()));
        model.addAttribute("pending", pending.of(user.id()).orElse(null));
        model.addAttribute("languages", options.languages(locale));
        model.addAttribute("minimumPasswordLength", installation.current().minimumPasswordLength());
        return new ModelAndView("users/profile");
    }
}
