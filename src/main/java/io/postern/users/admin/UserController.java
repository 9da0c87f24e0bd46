package io.postern.users.admin;

import io.postern.users.IdentifierTaken;
import io.postern.users.LastAdministratorException;
import io.postern.users.User;
import io.postern.users.UserChanges;
import io.postern.users.UserData;
import io.postern.users.UserPaths;
import io.postern.users.UserRules;
import io.postern.users.Users;
import io.postern.web.FormVersion;
import io.postern.web.NotFound;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows and changes one user. */
@Controller
@RequestMapping(UserController.PATH)
class UserController {

    static final String PATH = "/users/{id:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}";

    private final Users users;
    private final UserChanges changes;
    private final UserRules rules;
    private final UserPage page;
    private final RecentSignIn recentSignIn;

    UserController(Users users, UserChanges changes, UserRules rules, UserPage page, RecentSignIn recentSignIn) {
        this.users = users;
        this.changes = changes;
        this.rules = rules;
        this.page = page;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model, Locale locale) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        UserForm form = RetainedForm.orElse(UserForm.of(user), model);
        model.addAttribute("form", form);
        String view = page.editing(user, model, locale);
        model.addAttribute("storedVersion", form.version());
        return view;
    }

    @PostMapping
    Object save(
            @PathVariable UUID id,
            @ModelAttribute("form") UserForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        Optional<UserData> data =
                rules.read(form.username(), form.email(), form.displayName(), form.role(), form.language(), errors);
        if (data.isPresent() && user.data().isSensitiveChange(data.get())) {
            recentSignIn.require("/users/" + id);
        }
        if (data.isPresent() && saved(user, data.get(), form, errors)) {
            redirect.addFlashAttribute("flash", "users.flash.saved");
            redirect.addFlashAttribute("flashArgs", data.get().username());
            return Redirects.to("/users");
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page.editing(users.byId(id).orElse(user), model, locale);
    }

    private boolean saved(User user, UserData data, UserForm form, BindingResult errors) {
        UUID id = user.id();
        String page = UserPaths.user(id);
        String before = Long.toString(user.version());
        try {
            if (changes.change(id, data, FormVersion.parse(FormVersion.known(page, form.version(), before)))) {
                long after = users.byId(id).map(User::version).orElse(user.version());
                FormVersion.saved(page, before, Long.toString(after));
                return true;
            }
            errors.rejectValue("version", "users.form.stale");
        } catch (OptimisticLockingFailureException fasterOne) {
            errors.rejectValue("version", "users.form.stale");
        } catch (IdentifierTaken taken) {
            errors.rejectValue(taken.field(), "users.form.taken");
        } catch (LastAdministratorException refused) {
            errors.rejectValue("role", "users.form.last-administrator");
        }
        return false;
    }
}
