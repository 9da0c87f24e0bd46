package io.postern.users.admin;

import io.postern.users.IdentifierTaken;
import io.postern.users.UserData;
import io.postern.users.UserRules;
import io.postern.users.Users;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds a user. The invitation, with which they choose their password, is the work of those who hear of it. */
@Controller
class NewUserController {

    private final Users users;
    private final UserRules rules;
    private final UserPage page;
    private final RecentSignIn recentSignIn;

    NewUserController(Users users, UserRules rules, UserPage page, RecentSignIn recentSignIn) {
        this.users = users;
        this.rules = rules;
        this.page = page;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping("/users/new")
    String show(Model model, Locale locale) {
        model.addAttribute("form", RetainedForm.orElse(UserForm.blank(), model));
        return page.creating(model, locale);
    }

    @PostMapping("/users")
    Object create(
            @ModelAttribute("form") UserForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Optional<UserData> data =
                rules.read(form.username(), form.email(), form.displayName(), form.role(), form.language(), errors);
        if (data.isPresent()) {
            recentSignIn.require("/users/new");
            try {
                users.create(data.get());
                redirect.addFlashAttribute(
                        "flash",
                        data.get().email() == null ? "users.flash.created-without-address" : "users.flash.created");
                redirect.addFlashAttribute("flashArgs", data.get().username());
                return Redirects.to("/users");
            } catch (IdentifierTaken taken) {
                errors.rejectValue(taken.field(), "users.form.taken");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page.creating(model, locale);
    }
}
