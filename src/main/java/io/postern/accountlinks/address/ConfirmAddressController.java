package io.postern.accountlinks.address;

import io.postern.accountlinks.LinkPurpose;
import io.postern.accountlinks.MailedLinkEntry;
import io.postern.net.EmailAddress;
import io.postern.users.IdentifierTaken;
import io.postern.users.PendingAddresses;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page behind the link in the mail to a new address, where it is confirmed. It needs no sign-in. */
@Controller
class ConfirmAddressController {

    private static final LinkPurpose PURPOSE = LinkPurpose.EMAIL;

    private final MailedLinkEntry linkEntry;
    private final PendingAddresses pending;
    private final AddressConfirmation confirmed;
    private final PathRegistry paths;

    ConfirmAddressController(
            MailedLinkEntry linkEntry, PendingAddresses pending, AddressConfirmation confirmed, PathRegistry paths) {
        this.linkEntry = linkEntry;
        this.pending = pending;
        this.confirmed = confirmed;
        this.paths = paths;
    }

    /** The link's token. */
    record ConfirmAddressForm(String token) {

        /** Without what it holds. */
        @Override
        public String toString() {
            return "ConfirmAddressForm";
        }
    }

    @GetMapping("/confirm-address")
    ModelAndView open(
            @RequestParam(required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        return linkEntry.open(
                PURPOSE,
                token,
                request,
                response,
                (user, presented) -> new ModelAndView(
                        "accountlinks/confirm-address",
                        Map.of(
                                "form",
                                new ConfirmAddressForm(presented),
                                "username",
                                user.username(),
                                "address",
                                pending.address(user.id())
                                        .map(EmailAddress::value)
                                        .orElse(""))));
    }

    @PostMapping("/confirm-address")
    ModelAndView confirm(
            @ModelAttribute("form") ConfirmAddressForm form,
            @AuthenticationPrincipal @Nullable SignedInUser me,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Optional<User> user = linkEntry.holder(PURPOSE, form.token(), request);
        if (user.isEmpty() || !taken(form.token(), user.get())) {
            return linkEntry.refuse(PURPOSE, request, response);
        }
        linkEntry.forget(PURPOSE, request, response);
        if (me != null && me.id().equals(user.get().id())) {
            redirect.addFlashAttribute("flash", "accountlinks.address.confirmed");
            return Redirects.to(UserPaths.PROFILE);
        }
        return Redirects.to(paths.signIn() + "?address");
    }

    private boolean taken(String token, User user) {
        try {
            return confirmed.take(token, user);
        } catch (IdentifierTaken somebodyElses) {
            return false;
        }
    }
}
