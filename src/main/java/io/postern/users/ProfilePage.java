package io.postern.users;

import io.postern.installation.Installation;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of the profile, which has two forms: what a refused one typed stays. */
@Component
class ProfilePage {

    private final Choices choices;
    private final Installation installation;
    private final OwnSessions sessions;

    ProfilePage(Choices choices, Installation installation, OwnSessions sessions) {
        this.choices = choices;
        this.installation = installation;
        this.sessions = sessions;
    }

    String show(User user, Model model, Locale locale) {
        if (!model.containsAttribute("form")) {
            String language = user.language().map(Locale::toLanguageTag).orElse("");
            model.addAttribute("form", new ProfileForm(user.displayName(), language));
        }
        if (!model.containsAttribute("passwordForm")) {
            model.addAttribute("passwordForm", PasswordForm.blank());
        }
        model.addAttribute("sessions", sessions.of(user.id()));
        model.addAttribute("user", UserRow.of(user));
        model.addAttribute("languages", choices.languages(locale));
        model.addAttribute("minimumPasswordLength", installation.current().minimumPasswordLength());
        return "users/profile";
    }
}
