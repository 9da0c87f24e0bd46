package io.postern.api;

import io.postern.installation.OneTimeSecretCookie;
import io.postern.installation.SecureRequests;
import io.postern.users.SignedInUser;
import io.postern.web.NotFound;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The tokens of other systems. */
@Controller
class ApiTokensController {

    static final String PATH = "/settings/api-tokens";
    private static final String PAGE = "api/tokens";

    private final ApiTokens tokens;
    private final OneTimeSecretCookie cookie;
    private final CurlExample curl;
    private final RecentSignIn recentSignIn;

    ApiTokensController(ApiTokens tokens, SecureRequests secure, CurlExample curl, RecentSignIn recentSignIn) {
        this.tokens = tokens;
        this.cookie = new OneTimeSecretCookie(secure, "new-token", PATH);
        this.curl = curl;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping(PATH)
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        model.addAttribute("form", RetainedForm.orElse(new ApiTokenForm("", ""), model));
        String presented = cookie.take(request, response);
        tokens.find(presented).ifPresent(token -> {
            model.addAttribute("made", presented);
            model.addAttribute("madeName", token.name());
            model.addAttribute(
                    "curl", curl.raising(presented, token.components().get(0)));
        });
        model.addAttribute("tokens", tokens.all());
        return PAGE;
    }

    @PostMapping(PATH)
    Object create(
            @ModelAttribute("form") ApiTokenForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        List<String> components = form.check(errors);
        if (errors.hasErrors()) {
            return refused(response, model);
        }
        recentSignIn.require(PATH);
        try {
            cookie.write(tokens.create(form.name(), components, me.username()), request, response);
        } catch (DuplicateKeyException anothersName) {
            errors.rejectValue("name", "api.tokens.name.taken");
            return refused(response, model);
        }
        redirect.addFlashAttribute("flash", "api.flash.created");
        return Redirects.to(PATH);
    }

    private String refused(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("tokens", tokens.all());
        return PAGE;
    }

    @PostMapping(PATH + "/{id}/revoke")
    RedirectView revoke(@PathVariable long id, RedirectAttributes redirect) {
        recentSignIn.require(PATH);
        if (!tokens.revoke(id)) {
            throw new NotFound();
        }
        redirect.addFlashAttribute("flash", "api.flash.revoked");
        return Redirects.to(PATH);
    }
}
