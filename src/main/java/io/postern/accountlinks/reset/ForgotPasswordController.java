package io.postern.accountlinks.reset;

import io.postern.accountlinks.MailOrigins;
import io.postern.web.Redirects;
import io.postern.web.RenderedPageCache;
import io.postern.web.RetainedForm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page where people ask for a reset. Its answer tells nothing about who has an account or whether mail works. */
@Controller
class ForgotPasswordController {

    private static final String PAGE = "accountlinks/forgot";

    private final RenderedPageCache pages;
    private final ResetRequests requests;
    private final MailOrigins origins;

    ForgotPasswordController(RenderedPageCache pages, ResetRequests requests, MailOrigins origins) {
        this.pages = pages;
        this.requests = requests;
        this.origins = origins;
    }

    /** A username or an address as it was typed. */
    record ForgotPasswordForm(String identifier) {}

    @GetMapping("/forgot-password")
    ModelAndView page(@RequestParam(required = false) @Nullable String sent, Model model) {
        if (model.containsAttribute(RetainedForm.ATTRIBUTE)) {
            return new ModelAndView(PAGE, "form", RetainedForm.orElse(new ForgotPasswordForm(""), model));
        }
        return new ModelAndView(pages.page(PAGE, Map.of("form", new ForgotPasswordForm(""), "sent", sent != null)));
    }

    /** Takes its one field directly: binding a form would cost more. */
    @PostMapping("/forgot-password")
    ModelAndView ask(@RequestParam(defaultValue = "") String identifier, HttpServletRequest request) {
        if (identifier.isEmpty() || identifier.length() > ResetRequests.LONGEST_IDENTIFIER) {
            BindingResult errors = new BeanPropertyBindingResult(new ForgotPasswordForm(identifier), "form");
            errors.rejectValue(
                    "identifier", identifier.isEmpty() ? "accountlinks.forgot.blank" : "accountlinks.forgot.long");
            return new ModelAndView(PAGE, errors.getModel(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        requests.enqueue(identifier, origins.of(request));
        return Redirects.to("/forgot-password?sent");
    }
}
