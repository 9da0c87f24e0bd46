package io.postern.webhook.page;

import io.postern.web.RecentSignIn;
import io.postern.web.RetainedForm;
import io.postern.webhook.SubmittedUrl;
import io.postern.webhook.WebhookAddressCheck;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookSubjects;
import io.postern.webhook.WebhookUrl;
import io.postern.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The webhooks, and adding one. A page, and a part of Settings &gt; Alerts. */
@Controller
class WebhookListController {

    private static final String PAGE = "webhook/list";
    private static final String FORM = "webhook/new";

    private final Webhooks webhooks;
    private final WebhookAddressCheck addresses;
    private final WebhookSubjects subjects;
    private final WebhookHistory history;
    private final WebhookOptions options;
    private final NewSecretCookie newSecret;
    private final RecentSignIn recentSignIn;

    WebhookListController(
            Webhooks webhooks,
            WebhookAddressCheck addresses,
            WebhookSubjects subjects,
            WebhookHistory history,
            WebhookOptions options,
            NewSecretCookie newSecret,
            RecentSignIn recentSignIn) {
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.subjects = subjects;
        this.history = history;
        this.options = options;
        this.newSecret = newSecret;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping(WebhookPaths.LIST)
    ModelAndView list(@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        return new ModelAndView(htmx == null ? PAGE : PAGE + " :: panel", "webhooks", history.all());
    }

    @GetMapping(WebhookPaths.NEW)
    ModelAndView form(Model model, Locale language) {
        options.addTo(model, language);
        return new ModelAndView(FORM, "form", RetainedForm.orElse(WebhookForm.empty(subjects), model));
    }

    @PostMapping(WebhookPaths.LIST)
    ModelAndView create(
            @ModelAttribute("form") WebhookForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale language,
            RedirectAttributes redirect) {
        WebhookChoices choices = form.check(subjects, errors);
        SubmittedUrl address = addresses.read(form.url());
        if (address instanceof SubmittedUrl.Malformed malformed) {
            errors.rejectValue("url", malformed.messageKey());
        }
        if (!errors.hasErrors() && address instanceof WebhookUrl url) {
            recentSignIn.require(WebhookPaths.NEW);
            Webhooks.Saved saved = webhooks.create(url, choices);
            redirect.addFlashAttribute("flash", "webhook.flash.saved");
            return newSecret.showing(saved.id(), saved.secret(), request, response);
        }
        options.addTo(model, language);
        return new ModelAndView(FORM, HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
