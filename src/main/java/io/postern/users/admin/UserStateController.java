package io.postern.users.admin;

import io.postern.users.LastAdministratorException;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Disables, enables and deletes one user. */
@Controller
@RequestMapping(UserController.PATH)
class UserStateController {

    private final Users users;
    private final UserPage page;

    UserStateController(Users users, UserPage page) {
        this.users = users;
        this.page = page;
    }

    @PostMapping("/disable")
    Object disable(
            @PathVariable UUID id,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        try {
            users.disable(id);
        } catch (LastAdministratorException refused) {
            return refused(user, model, locale, response);
        }
        return done("users.flash.disabled", user, redirect);
    }

    @PostMapping("/enable")
    Object enable(@PathVariable UUID id, RedirectAttributes redirect) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        users.enable(id);
        return done("users.flash.enabled", user, redirect);
    }

    @PostMapping("/delete")
    Object delete(
            @PathVariable UUID id,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        try {
            users.delete(id);
        } catch (LastAdministratorException refused) {
            return refused(user, model, locale, response);
        }
        return done("users.flash.deleted", user, redirect);
    }

    private static Object done(String flash, User user, RedirectAttributes redirect) {
        redirect.addFlashAttribute("flash", flash);
        redirect.addFlashAttribute("flashArgs", user.username());
        return Redirects.to("/users");
    }

    private String refused(User user, Model model, Locale locale, HttpServletResponse response) {
        UserForm form = UserForm.of(user);
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        errors.reject("users.form.last-administrator");
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page.editing(user, model, locale);
    }
}
