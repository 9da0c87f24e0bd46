package io.postern.users.profile;

import io.postern.users.PendingAddresses;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The profile's buttons beside an address that waits for confirmation. */
@Controller
class PendingAddressController {

    private final Users users;
    private final PendingAddresses pending;
    private final OwnProfile profile;
    private final ProfilePage page;

    PendingAddressController(Users users, PendingAddresses pending, OwnProfile profile, ProfilePage page) {
        this.users = users;
        this.pending = pending;
        this.profile = profile;
        this.page = page;
    }

    @PostMapping("/profile/pending-address/send")
    Object send(
            @AuthenticationPrincipal SignedInUser me,
            Model model,
            Locale locale,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = users.byId(me.id()).orElseThrow(NotFound::new);
        if (!profile.mayRequest(user.id())) {
            return refused(user, model, locale, response);
        }
        profile.requestAgain(user).ifPresent(address -> {
            redirect.addFlashAttribute("flash", "users.flash.address-again");
            redirect.addFlashAttribute("flashArgs", address.value());
        });
        return Redirects.to("/profile");
    }

    @PostMapping("/profile/pending-address/cancel")
    RedirectView cancel(@AuthenticationPrincipal SignedInUser me, RedirectAttributes redirect) {
        pending.withdraw(users.byId(me.id()).orElseThrow(NotFound::new));
        redirect.addFlashAttribute("flash", "users.flash.address-withdrawn");
        return Redirects.to("/profile");
    }

    private String refused(User user, Model model, Locale locale, HttpServletResponse response) {
        ProfileForm form = ProfileForm.of(user);
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        errors.rejectValue("email", "users.profile.email.limit", new Object[] {OwnProfile.WINDOW.toMinutes()}, null);
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page.show(user, model, locale);
    }
}
