package io.postern.passwordreset;

import io.postern.web.ClientAddresses;
import io.postern.web.KeptPages;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where somebody asks for a way back in. What it answers tells nothing about who has an account or whether mail works. */
@Controller
class ForgotPasswordController {

    private static final String PAGE = "passwordreset/forgot";

    private final KeptPages pages;
    private final ResetRequests requests;
    private final ClientAddresses addresses;

    ForgotPasswordController(KeptPages pages, ResetRequests requests, ClientAddresses addresses) {
        this.pages = pages;
        this.requests = requests;
        this.addresses = addresses;
    }

    /** What was typed: a username or an address. */
    record ForgotPasswordForm(@Nullable String identifier) {

        String typed() {
            return identifier == null ? "" : identifier.strip();
        }
    }

    @GetMapping("/forgot-password")
    View page(@RequestParam(required = false) @Nullable String sent) {
        return pages.page(PAGE, Map.of("form", new ForgotPasswordForm(""), "sent", sent != null));
    }

    @PostMapping("/forgot-password")
    Object ask(
            @ModelAttribute("form") ForgotPasswordForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (form.typed().isEmpty()) {
            errors.rejectValue("identifier", "passwordreset.forgot.blank");
        } else if (form.typed().length() > ResetRequests.LONGEST_IDENTIFIER) {
            errors.rejectValue("identifier", "passwordreset.forgot.long");
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return PAGE;
        }
        requests.ask(form.typed(), addresses.of(request));
        return Redirects.to("/forgot-password?sent");
    }
}
