package io.postern.users.admin;

import io.postern.database.DatabaseTime;
import io.postern.net.EmailAddress;
import io.postern.users.IdentifierTaken;
import io.postern.users.LastAdministratorException;
import io.postern.users.PendingAddresses;
import io.postern.users.RefusedAddresses;
import io.postern.users.User;
import io.postern.users.UserChanges;
import io.postern.users.UserData;
import io.postern.users.UserPaths;
import io.postern.users.UserRules;
import io.postern.users.Users;
import io.postern.web.FormVersion;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Adds, shows, changes, disables and deletes a user. Another room hears of new users and invites them. */
@Controller
class UserController {

    private static final String ONE = "/users/{id:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}";

    private final Users users;
    private final UserChanges changes;
    private final UserRules rules;
    private final PendingAddresses pending;
    private final RefusedAddresses refused;
    private final UserFormOptions options;
    private final RecentSignIn recentSignIn;
    private final DatabaseTime clock;

    UserController(
            Users users,
            UserChanges changes,
            UserRules rules,
            PendingAddresses pending,
            RefusedAddresses refused,
            UserFormOptions options,
            RecentSignIn recentSignIn,
            DatabaseTime clock) {
        this.users = users;
        this.changes = changes;
        this.rules = rules;
        this.pending = pending;
        this.refused = refused;
        this.options = options;
        this.recentSignIn = recentSignIn;
        this.clock = clock;
    }

    @GetMapping("/users/new")
    ModelAndView blank(Model model, Locale locale) {
        model.addAttribute("form", RetainedForm.orElse(UserForm.blank(), model));
        return newPage(model, locale);
    }

    @PostMapping("/users")
    ModelAndView create(
            @ModelAttribute("form") UserForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Optional<UserData> data = form.check(rules, errors);
        if (data.isPresent()) {
            recentSignIn.require("/users/new");
            try {
                User created = users.create(data.get());
                boolean invited = created.email().isPresent();
                return done(invited ? "users.flash.created" : "users.flash.created-without-address", created, redirect);
            } catch (IdentifierTaken taken) {
                errors.rejectValue(taken.field(), "users.form.taken");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return newPage(model, locale);
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable UUID id, Model model, Locale locale) {
        User user = users.existing(id);
        UserForm form = RetainedForm.orElse(UserForm.of(user), model);
        model.addAttribute("form", form);
        ModelAndView view = page(user, model, locale);
        model.addAttribute("storedVersion", form.version());
        return view;
    }

    @PostMapping(ONE)
    ModelAndView save(
            @PathVariable UUID id,
            @ModelAttribute("form") UserForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.existing(id);
        Optional<UserData> data = form.check(rules, errors);
        if (data.isPresent() && user.data().isSensitiveChange(data.get())) {
            recentSignIn.require("/users/" + id);
        }
        if (data.isPresent() && saved(user, data.get(), form, errors)) {
            return done("users.flash.saved", users.byId(id).orElse(user), redirect);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(users.byId(id).orElse(user), model, locale);
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

    @PostMapping(ONE + "/disable")
    ModelAndView disable(
            @PathVariable UUID id,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.existing(id);
        try {
            users.disable(id);
            return done("users.flash.disabled", user, redirect);
        } catch (LastAdministratorException refused) {
            return lastAdministrator(user, model, locale, response);
        }
    }

    @PostMapping(ONE + "/enable")
    ModelAndView enable(@PathVariable UUID id, RedirectAttributes redirect) {
        User user = users.existing(id);
        users.enable(id);
        return done("users.flash.enabled", user, redirect);
    }

    @PostMapping(ONE + "/delete")
    ModelAndView delete(
            @PathVariable UUID id,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.existing(id);
        try {
            users.delete(id);
            return done("users.flash.deleted", user, redirect);
        } catch (LastAdministratorException refused) {
            return lastAdministrator(user, model, locale, response);
        }
    }

    private static ModelAndView done(String flash, User user, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", flash);
        redirect.addFlashAttribute("flashArgs", user.username());
        return Redirects.to("/users");
    }

    private ModelAndView lastAdministrator(User user, Model model, Locale locale, HttpServletResponse response) {
        UserForm form = UserForm.of(user);
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        errors.reject("users.form.last-administrator");
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(user, model, locale);
    }

    private ModelAndView newPage(Model model, Locale locale) {
        addOptions(model, locale);
        return new ModelAndView("users/new");
    }

    private void addOptions(Model model, Locale locale) {
        model.addAttribute("roles", options.roles(locale));
        model.addAttribute("languages", options.languages(locale));
    }

    private ModelAndView page(User user, Model model, Locale locale) {
        addOptions(model, locale);
        RefusedAddresses.@Nullable Refusal refusal = refused.of(user.id()).orElse(null);
        model.addAttribute("user", UserRow.of(user, refusal != null));
        model.addAttribute("refusal", refusal);
        model.addAttribute("now", clock.instant());
        model.addAttribute("storedVersion", user.version());
        model.addAttribute("createdAt", user.createdAt());
        model.addAttribute("secondFactor", user.hasSecondFactor());
        model.addAttribute(
                "pendingAddress",
                pending.address(user.id()).map(EmailAddress::value).orElse(null));
        return new ModelAndView("users/edit");
    }
}
