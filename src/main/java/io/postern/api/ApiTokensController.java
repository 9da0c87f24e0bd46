package io.postern.api;

import io.postern.installation.OneTimeSecretCookie;
import io.postern.installation.SecureRequests;
import io.postern.users.SignedInUser;
import io.postern.users.User;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tokens of other systems. */
@Controller
class ApiTokensController {

    static final String PATH = "/settings/api-tokens";

    private final ApiTokens tokens;
    private final OneTimeSecretCookie cookie;
    private final CurlExample curl;
    private final RecentSignIn recentSignIn;
    private final Users users;

    ApiTokensController(
            ApiTokens tokens, SecureRequests secure, CurlExample curl, RecentSignIn recentSignIn, Users users) {
        this.tokens = tokens;
        this.users = users;
        this.cookie = new OneTimeSecretCookie(secure, "new-token", PATH);
        this.curl = curl;
        this.recentSignIn = recentSignIn;
    }

    /**
     * What the page shows besides the form.
     *
     * @param made the token that was just made, or null
     */
    record Page(List<ApiToken> tokens, @Nullable Made made) {}

    record Made(String token, String name, String curl) {}

    @GetMapping(PATH)
    ModelAndView show(HttpServletRequest request, HttpServletResponse response, Model model) {
        String presented = cookie.take(request, response);
        Made made = tokens.find(presented)
                .map(token -> new Made(
                        presented,
                        token.name(),
                        curl.raising(presented, token.components().get(0))))
                .orElse(null);
        return page(made).addObject("form", RetainedForm.orElse(new ApiTokenForm("", ""), model));
    }

    @PostMapping(PATH)
    ModelAndView create(
            @ModelAttribute("form") ApiTokenForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser me,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<String> components = form.check(errors);
        if (errors.hasErrors()) {
            return refused();
        }
        recentSignIn.require(PATH);
        try {
            cookie.write(tokens.create(form.name(), components, me), request, response);
        } catch (DuplicateKeyException nameTaken) {
            errors.rejectValue("name", "api.tokens.name.taken");
            return refused();
        }
        redirect.addFlashAttribute("flash", "api.flash.created");
        return Redirects.to(PATH);
    }

    private ModelAndView refused() {
        ModelAndView page = page(null);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(@Nullable Made made) {
        return new ModelAndView("api/tokens", "page", new Page(tokens.all(), made));
    }

    /** The tokens that a user made, for the page where that user can be disabled or deleted. */
    @GetMapping("/users/{id}/api-tokens")
    ModelAndView ofUser(
            @PathVariable UUID id, @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        return new ModelAndView(htmx == null ? "api/person" : "api/person :: tokens", "person", user)
                .addObject("names", tokens.names(id));
    }

    @PostMapping(PATH + "/{id}/revoke")
    ModelAndView revoke(@PathVariable long id, RedirectAttributes redirect) {
        recentSignIn.require(PATH);
        if (!tokens.revoke(id)) {
            throw new NotFound();
        }
        redirect.addFlashAttribute("flash", "api.flash.revoked");
        return Redirects.to(PATH);
    }
}
