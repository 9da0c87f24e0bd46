package io.postern.users.profile;

import io.postern.net.EmailAddress;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserRules;
import io.postern.users.Users;
import io.postern.users.admin.UserSessions;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The profile: the user's own name, address, language and sessions. */
@Controller
class ProfileController {

    private final Users users;
    private final OwnProfile profile;
    private final UserRules rules;
    private final UserSessions sessions;
    private final ProfilePage page;
    private final CurrentSession session;
    private final RecentSignIn recentSignIn;

    ProfileController(
            Users users,
            OwnProfile profile,
            UserRules rules,
            UserSessions sessions,
            ProfilePage page,
            CurrentSession session,
            RecentSignIn recentSignIn) {
        this.users = users;
        this.profile = profile;
        this.rules = rules;
        this.sessions = sessions;
        this.page = page;
        this.session = session;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping("/profile")
    ModelAndView show(@AuthenticationPrincipal SignedInUser me, Model model, Locale locale) {
        return page.show(users.existing(me.id()), model, locale);
    }

    @PostMapping("/profile")
    ModelAndView save(
            @AuthenticationPrincipal SignedInUser me,
            @ModelAttribute("form") ProfileForm form,
            BindingResult errors,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.existing(me.id());
        String name = rules.displayName(form.displayName(), errors);
        @Nullable Locale language = rules.language(form.language(), errors);
        @Nullable EmailAddress address = newAddress(form, user, errors);
        if (address != null && !errors.hasErrors()) {
            recentSignIn.require("/profile");
            if (!profile.mayRequest(me.id())) {
                rejectTooMany(errors);
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

    @PostMapping("/profile/pending-address/send")
    ModelAndView sendAgain(
            @AuthenticationPrincipal SignedInUser me,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.existing(me.id());
        if (!profile.mayRequest(user.id())) {
            ProfileForm form = ProfileForm.of(user);
            BindingResult errors = new BeanPropertyBindingResult(form, "form");
            rejectTooMany(errors);
            model.addAttribute("form", form);
            model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page.show(user, model, locale);
        }
        profile.requestAgain(user).ifPresent(address -> {
            redirect.addFlashAttribute("flash", "users.flash.address-again");
            redirect.addFlashAttribute("flashArgs", address.value());
        });
        return Redirects.to("/profile");
    }

    @PostMapping("/profile/pending-address/cancel")
    ModelAndView withdraw(@AuthenticationPrincipal SignedInUser me, RedirectAttributes redirect) {
        profile.withdrawRequest(users.existing(me.id()));
        redirect.addFlashAttribute("flash", "users.flash.address-withdrawn");
        return Redirects.to("/profile");
    }

    @PostMapping("/profile/sessions/end-others")
    ModelAndView endOthers(@AuthenticationPrincipal SignedInUser me, RedirectAttributes redirect) {
        sessions.endOthers(users.existing(me.id()));
        redirect.addFlashAttribute("flash", "users.flash.sessions");
        return Redirects.to("/profile");
    }

    @PostMapping("/profile/sessions/{session}/end")
    ModelAndView end(
            @AuthenticationPrincipal SignedInUser me, @PathVariable UUID session, RedirectAttributes redirect) {
        boolean ended = sessions.end(users.existing(me.id()), session);
        redirect.addFlashAttribute(
                ended ? "flash" : "notice", ended ? "users.flash.session" : "users.flash.session-gone");
        return Redirects.to("/profile");
    }

    private static void rejectTooMany(Errors errors) {
        errors.rejectValue("email", "users.profile.email.limit", new Object[] {OwnProfile.WINDOW.toMinutes()}, null);
    }

    /** The new address that was typed; null for none, and for a wrong one, which the errors tell. */
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
