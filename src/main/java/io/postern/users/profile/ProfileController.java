package io.postern.users.profile;

import io.postern.net.EmailAddress;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserRules;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.RecentSignIn;
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

/** One's own name, address and language. */
@Controller
class ProfileController {

    private final Users users;
    private final OwnProfile profile;
    private final UserRules rules;
    private final ProfilePage page;
    private final CurrentSession session;
    private final RecentSignIn recentSignIn;

    ProfileController(
            Users users,
            OwnProfile profile,
            UserRules rules,
            ProfilePage page,
            CurrentSession session,
            RecentSignIn recentSignIn) {
        this.users = users;
        this.profile = profile;
        this.rules = rules;
        this.page = page;
        this.session = session;
        this.recentSignIn = recentSignIn;
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
        @Nullable EmailAddress address = newAddress(form, user, errors);
        if (address != null && !errors.hasErrors()) {
            recentSignIn.require("/profile");
            if (!profile.mayRequest(me.id())) {
                errors.rejectValue(
                        "email", "users.profile.email.limit", new Object[] {OwnProfile.WINDOW.toMinutes()}, null);
            }
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.show(user, model, locale);
        }
        session.renew(profile.save(me.id(), name, language, address), request, response);
        redirect.addFlashAttribute("flash", address == null ? "users.flash.profile" : "users.flash.address-asked");
        if (address != null) {
            redirect.addFlashAttribute("flashArgs", address.value());
        }
        return Redirects.to("/profile");
    }

    /** The address that was typed in place of the present one; null when none was, or it can't be. */
    private static @Nullable EmailAddress newAddress(ProfileForm form, User user, BindingResult errors) {
        if (form.email() == null) {
            return null;
        }
        if (form.email().isEmpty() && user.email().isPresent()) {
            errors.rejectValue("email", "users.profile.email.removed");
        }
        @Nullable EmailAddress address = UserRules.address(form.email(), errors);
        return address == null || user.email().filter(address::equals).isPresent() ? null : address;
    }
}
