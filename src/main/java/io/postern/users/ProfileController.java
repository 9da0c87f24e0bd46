package io.postern.users;

import io.postern.web.NotFound;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own name and language. */
@Controller
class ProfileController {

    private final Users users;
    private final AccountRules rules;
    private final ProfilePage page;
    private final CurrentSession session;

    ProfileController(Users users, AccountRules rules, ProfilePage page, CurrentSession session) {
        this.users = users;
        this.rules = rules;
        this.page = page;
        this.session = session;
    }

    @GetMapping("/profile")
    String show(@AuthenticationPrincipal SignedInUser me, Model model, Locale locale) {
        return page.show(users.byId(me.id()).orElseThrow(NotFound::new), model, locale);
    }

    @PostMapping("/profile")
    Object save(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") ProfileForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.byId(me.id()).orElseThrow(NotFound::new);
        String name = rules.displayName(form.displayName(), errors);
        @Nullable Locale language = rules.language(form.language(), errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.show(user, model, locale);
        }
        session.renew(users.describe(me.id(), name, language), request, response);
        redirect.addFlashAttribute("flash", "users.flash.profile");
        return Redirects.to("/profile");
    }
}
