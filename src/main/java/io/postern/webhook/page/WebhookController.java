package io.postern.webhook.page;

import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.SubmittedUrl;
import io.postern.webhook.WebhookAddressCheck;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookSubjects;
import io.postern.webhook.WebhookUrl;
import io.postern.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One webhook: its settings and its secret. */
@Controller
@RequestMapping(WebhookPaths.ONE)
class WebhookController {

    private final Webhooks webhooks;
    private final WebhookAddressCheck addresses;
    private final WebhookSubjects subjects;
    private final WebhookHistory history;
    private final WebhookOptions options;
    private final NewSecretCookie newSecret;
    private final RecentSignIn recentSignIn;

    WebhookController(
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

    @GetMapping
    ModelAndView show(
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale language) {
        StoredWebhook webhook = found(id);
        WebhookForm form = RetainedForm.orElse(WebhookForm.of(webhook, subjects), model);
        model.addAttribute("form", form.withAddressOf(webhook));
        model.addAttribute("secret", newSecret.take(id, request, response));
        return page(webhook, model, language);
    }

    @PostMapping
    ModelAndView save(
            @PathVariable long id,
            @ModelAttribute("form") WebhookForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale language,
            RedirectAttributes redirect) {
        StoredWebhook seen = found(id);
        WebhookChoices choices = form.check(subjects, errors);
        @Nullable WebhookUrl url = address(form, seen, errors);
        if (!form.version().isEmpty() && !form.version().equals(Long.toString(seen.version()))) {
            errors.rejectValue("version", "webhook.form.stale");
        }
        if (!errors.hasErrors() && url != null) {
            recentSignIn.require(WebhookPaths.one(id));
            Optional<Webhooks.Saved> saved = webhooks.change(seen, url, choices);
            if (saved.isPresent()) {
                redirect.addFlashAttribute("flash", "webhook.flash.saved");
                return newSecret.showing(id, saved.get().secret(), request, response);
            }
            errors.rejectValue("version", "webhook.form.stale");
        }
        ModelAndView page = page(seen, model, language);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @PostMapping("/secret")
    ModelAndView renew(
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        recentSignIn.require(WebhookPaths.one(id));
        found(id);
        Optional<String> secret = webhooks.renewSecret(id);
        secret.ifPresent(renewed -> redirect.addFlashAttribute("flash", "webhook.flash.secret-renewed"));
        return newSecret.showing(id, secret.orElse(null), request, response);
    }

    @PostMapping("/delete")
    ModelAndView delete(@PathVariable long id, RedirectAttributes redirect) {
        recentSignIn.require(WebhookPaths.one(id));
        webhooks.find(id).ifPresent(webhooks::delete);
        redirect.addFlashAttribute("flash", "webhook.flash.deleted");
        return new ModelAndView(Redirects.to(WebhookPaths.LIST));
    }

    /** What is stored already is not checked again. */
    private @Nullable WebhookUrl address(WebhookForm form, StoredWebhook seen, BindingResult errors) {
        if (seen.access() != null && form.url().equals(seen.address())) {
            return seen.access().url();
        }
        SubmittedUrl read = addresses.read(form.url());
        if (read instanceof SubmittedUrl.Malformed malformed) {
            errors.rejectValue("url", malformed.messageKey());
        }
        return read instanceof WebhookUrl url ? url : null;
    }

    private ModelAndView page(StoredWebhook webhook, Model model, Locale language) {
        options.addTo(model, language);
        return new ModelAndView("webhook/show", "webhook", history.view(webhook));
    }

    private StoredWebhook found(long id) {
        return webhooks.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
