package io.postern.signin.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.postern.installation.BrowserScheme;
import io.postern.installation.Installation;
import io.postern.installation.PublicUrl;
import io.postern.users.IdentifierTaken;
import io.postern.users.PasswordMeter;
import io.postern.users.PasswordRules;
import io.postern.users.Role;
import io.postern.users.SessionOrigin;
import io.postern.users.UserData;
import io.postern.users.UserRules;
import io.postern.users.Users;
import io.postern.web.ClientAddresses;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import io.postern.web.RoomPaths.Access;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serial;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The page that creates the first administrator. Without the token it answers 404, and once that is done, always. */
@Controller
class SetupController {

    private static final String PAGE = "signin/setup";

    private final Installation installation;
    private final SetupToken token;
    private final Setup setup;
    private final Users users;
    private final UserRules accounts;
    private final PasswordRules passwords;
    private final PasswordMeter meter;
    private final ClientAddresses addresses;
    private final PathRegistry paths;

    SetupController(
            Installation installation,
            SetupToken token,
            Setup setup,
            Users users,
            UserRules accounts,
            PasswordRules passwords,
            PasswordMeter meter,
            ClientAddresses addresses,
            PathRegistry paths) {
        this.installation = installation;
        this.token = token;
        this.setup = setup;
        this.users = users;
        this.accounts = accounts;
        this.passwords = passwords;
        this.meter = meter;
        this.addresses = addresses;
        this.paths = paths;
    }

    @GetMapping("/setup")
    ModelAndView page(
            @RequestParam(name = "token", defaultValue = "") String presented,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        requireOpen(presented, request, response);
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAttribute("form", new SetupForm(presented, "", "", "", "", "", suggestedAddress(request)));
        model.addAttribute("pageAddress", "/setup?token=" + UriUtils.encode(String.valueOf(presented), UTF_8));
        return page(model);
    }

    @PostMapping("/setup")
    ModelAndView create(
            @ModelAttribute("form") SetupForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        requireOpen(form.token(), request, response);
        Optional<UserData> administrator =
                accounts.read(form.username(), form.email(), form.displayName(), Role.ADMINISTRATOR.name(), "", errors);
        if (form.email().isBlank()) {
            errors.rejectValue("email", "signin.setup.email-missing");
        }
        Optional<URI> publicUrl = PublicUrl.parse(form.publicUrl());
        if (publicUrl.isEmpty()) {
            errors.rejectValue("publicUrl", "signin.setup.public-url-invalid");
        }
        checkPassword(form, errors);
        boolean httpInQuestion =
                publicUrl.filter(url -> BrowserScheme.questions(url, request)).isPresent();
        model.addAttribute("httpInQuestion", httpInQuestion);
        if (errors.hasErrors() || administrator.isEmpty() || httpInQuestion) {
            return refused(response, model);
        }
        try {
            if (!setup.complete(administrator.get(), users.encode(form.password()), publicUrl.orElse(null))) {
                throw new AlreadySetUp();
            }
        } catch (IdentifierTaken taken) {
            errors.rejectValue(taken.field(), "signin.setup.taken");
            return refused(response, model);
        }
        return signIn(form, request) ? Redirects.to(paths.home(Access.ADMINISTRATORS)) : Redirects.to("/login");
    }

    /** False if nobody can be signed in at the moment. The sign-in page says more. */
    private boolean signIn(SetupForm form, HttpServletRequest request) {
        try {
            request.login(form.username(), form.password());
        } catch (ServletException refused) {
            return false;
        }
        // A session that somebody else knew before is not this one.
        request.getSession();
        request.changeSessionId();
        SessionOrigin.note(request, addresses.of(request));
        RequestContextUtils.getOutputFlashMap(request).put("flash", "signin.setup.done");
        return true;
    }

    /** What the rules say of the password while it is typed. */
    @PostMapping("/setup/strength")
    ModelAndView strength(
            @ModelAttribute("form") SetupForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        requireOpen(form.token(), request, response);
        return meter.show(form.password(), form.username(), form.email(), form.displayName(), request, model);
    }

    private void requireOpen(String presented, HttpServletRequest request, HttpServletResponse response) {
        if (installation.isSetUp()) {
            throw new AlreadySetUp();
        }
        token.require(presented, request, response);
    }

    /** For people who follow the link of the first start again. A program gets the bare 404. */
    @ExceptionHandler(exception = AlreadySetUp.class, produces = MediaType.TEXT_HTML_VALUE)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ModelAndView setUpAlready() {
        return new ModelAndView("signin/set-up-already");
    }

    private void checkPassword(SetupForm form, Errors errors) {
        passwords
                .check(form.password(), form.username(), form.email(), form.displayName())
                .forEach(problem -> errors.rejectValue("password", problem.messageKey(), problem.args(), null));
        if (!errors.hasFieldErrors("password") && !form.password().equals(form.passwordConfirmation())) {
            errors.rejectValue("passwordConfirmation", "signin.setup.different");
        }
    }

    private ModelAndView refused(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(model);
    }

    private ModelAndView page(Model model) {
        model.addAttribute("minimumPasswordLength", installation.current().minimumPasswordLength());
        return new ModelAndView(PAGE);
    }

    /** What the administrator sees in the address bar. It is only a suggestion, to be confirmed. */
    private String suggestedAddress(HttpServletRequest request) {
        URI given = installation.current().publicUrl();
        if (given != null) {
            return given.toString();
        }
        ServletUriComponentsBuilder own = ServletUriComponentsBuilder.fromCurrentContextPath();
        return (BrowserScheme.isHttps(request) ? own.scheme("https") : own)
                .build()
                .toUriString();
    }

    /** The setup page is gone for good. The answer is 404, and people are told why. */
    @ResponseStatus(HttpStatus.NOT_FOUND)
    private static final class AlreadySetUp extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        AlreadySetUp() {
            // Part of ordinary use: it needs no stack trace.
            super(null, null, false, false);
        }
    }
}
