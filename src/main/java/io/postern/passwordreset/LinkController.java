package io.postern.passwordreset;

import io.postern.limits.Limits;
import io.postern.net.IpAddress;
import io.postern.users.PasswordRules;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.ClientAddresses;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind a mailed link, where a password is chosen. Opening it changes nothing: mail scanners do that too. */
@Controller
class LinkController {

    private static final String PAGE = "passwordreset/new-password";
    private static final String DEAD = "passwordreset/dead-link";
    private static final int BAD_LINKS_PER_ADDRESS = 50;

    private final LinkTokens tokens;
    private final Users users;
    private final PasswordRules rules;
    private final NewPassword newPassword;
    private final LinkCookie cookie;
    private final PasswordResetProperties properties;
    private final Limits limits;
    private final ClientAddresses addresses;

    LinkController(
            LinkTokens tokens,
            Users users,
            PasswordRules rules,
            NewPassword newPassword,
            LinkCookie cookie,
            PasswordResetProperties properties,
            Limits limits,
            ClientAddresses addresses) {
        this.tokens = tokens;
        this.users = users;
        this.rules = rules;
        this.newPassword = newPassword;
        this.cookie = cookie;
        this.properties = properties;
        this.limits = limits;
        this.addresses = addresses;
    }

    @GetMapping({"/reset-password", "/invitation"})
    Object open(
            @RequestParam(required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Referrer-Policy", "no-referrer");
        LinkPurpose purpose = purpose(request);
        String presented = token == null ? cookie.read(purpose, request) : token;
        Optional<User> user = holder(purpose, presented);
        if (user.isEmpty()) {
            return dead(purpose, request, response, model);
        }
        if (token != null) {
            cookie.write(purpose, token, lifetime(purpose), request, response);
            return Redirects.to(purpose.path());
        }
        model.addAttribute("form", new NewPasswordForm(presented, "", ""));
        return page(purpose, user.get(), model);
    }

    @PostMapping({"/reset-password", "/invitation"})
    Object set(
            @ModelAttribute("form") NewPasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LinkPurpose purpose = purpose(request);
        Optional<User> user = holder(purpose, form.tokenOrNone());
        if (user.isEmpty()) {
            return dead(purpose, request, response, model);
        }
        form.check(user.get(), rules, errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(purpose, user.get(), model);
        }
        String encoded = users.encode(form.passwordOrNone());
        if (!newPassword.set(purpose, form.tokenOrNone(), user.get(), encoded)) {
            return dead(purpose, request, response, model);
        }
        cookie.delete(purpose, request, response);
        return Redirects.to("/login?reset");
    }

    private Optional<User> holder(LinkPurpose purpose, String token) {
        return tokens.find(purpose, token).flatMap(users::byId).filter(user -> !user.isDisabled());
    }

    private static String page(LinkPurpose purpose, User user, Model model) {
        model.addAttribute("purpose", purpose);
        model.addAttribute("path", purpose.path());
        model.addAttribute("username", user.username());
        return PAGE;
    }

    /** The same for every link that does not work, whatever the reason. Only such ones are counted against an address. */
    private Object dead(LinkPurpose purpose, HttpServletRequest request, HttpServletResponse response, Model model) {
        String client = addresses.of(request);
        String network = IpAddress.parse(client).map(IpAddress::network).orElse(client);
        boolean heard = limits.tryAcquire("bad-link:" + network, BAD_LINKS_PER_ADDRESS, properties.window());
        response.setStatus((heard ? HttpStatus.BAD_REQUEST : HttpStatus.TOO_MANY_REQUESTS).value());
        if (!heard) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(properties.window().toSeconds()));
        }
        model.addAttribute("purpose", purpose);
        return DEAD;
    }

    private Duration lifetime(LinkPurpose purpose) {
        return purpose == LinkPurpose.RESET ? properties.tokenLifetime() : properties.invitationLifetime();
    }

    private static LinkPurpose purpose(HttpServletRequest request) {
        return LinkPurpose.of(request.getServletPath());
    }
}
