package io.postern.users.admin;

import io.postern.net.EmailAddress;
import io.postern.users.PendingAddresses;
import io.postern.users.User;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the model of the page with the form of one user. */
@Component
class UserPage {

    static final String NEW = "users/new";
    static final String EDIT = "users/edit";

    private final UserFormOptions options;
    private final PendingAddresses pending;

    UserPage(UserFormOptions options, PendingAddresses pending) {
        this.options = options;
        this.pending = pending;
    }

    String creating(Model model, Locale locale) {
        options(model, locale);
        return NEW;
    }

    String editing(User user, Model model, Locale locale) {
        options(model, locale);
        model.addAttribute("user", UserRow.of(user));
        model.addAttribute("storedVersion", user.version());
        model.addAttribute("createdAt", user.createdAt());
        model.addAttribute(
                "pendingAddress",
                pending.address(user.id()).map(EmailAddress::value).orElse(null));
        return EDIT;
    }

    private void options(Model model, Locale locale) {
        model.addAttribute("roles", options.roles(locale));
        model.addAttribute("languages", options.languages(locale));
    }
}
