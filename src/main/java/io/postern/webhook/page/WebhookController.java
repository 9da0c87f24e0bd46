package io.postern.webhook.page;

import io.postern.installation.OneTimeSecretCookie;
import io.postern.installation.SecureRequests;
import io.postern.web.NotFound;
import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import io.postern.webhook.StoredWebhook;
import io.postern.webhook.WebhookAddressCheck;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookSubjects;
import io.postern.webhook.WebhookUrl;
import io.postern.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The webhooks, a part of Settings &gt; Alerts: the list, and the settings, the secret and a test of each. */
@Controller
class WebhookController {

    private static final String LIST = "webhook/list";
    private static final String NEW = "webhook/new";
    private static final String ONE = "webhook/show";

    private final Webhooks webhooks;
    private final WebhookAddressCheck addresses;
    private final WebhookSubjects subjects;
    private final WebhookPages pages;
    private final WebhookTester tester;
    private final OneTimeSecretCookie newSecret;
    private final RecentSignIn recentSignIn;

    WebhookController(
            Webhooks webhooks,
            WebhookAddressCheck addresses,
            WebhookSubjects subjects,
            WebhookPages pages,
            WebhookTester tester,
            SecureRequests secure,
            RecentSignIn recentSignIn) {
        this.webhooks = webhooks;
        this.addresses = addresses;
        this.subjects = subjects;
        this.pages = pages;
        this.tester = tester;
        this.newSecret = new OneTimeSecretCookie(secure, "new-webhook-secret", WebhookPaths.LIST);
        this.recentSignIn = recentSignIn;
    }

    @GetMapping(WebhookPaths.LIST)
    ModelAndView list(@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        return new ModelAndView(htmx == null ? LIST : LIST + " :: panel", "webhooks", pages.all());
    }

    @GetMapping(WebhookPaths.NEW)
    ModelAndView form(Model model) {
        pages.addOptions(model);
        return new ModelAndView(NEW, "form", RetainedForm.orElse(WebhookForm.empty(subjects), model));
    }

    @PostMapping(WebhookPaths.LIST)
    ModelAndView create(
            @ModelAttribute("form") WebhookForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        WebhookChoices choices = form.check(subjects, errors);
        @Nullable WebhookUrl url = form.address(addresses, errors);
        if (!errors.hasErrors() && url != null) {
            recentSignIn.require(WebhookPaths.NEW);
            Webhooks.Saved saved = webhooks.create(url, choices);
            redirect.addFlashAttribute("flash", "webhook.flash.saved");
            return showing(saved.id(), saved.secret(), request, response);
        }
        pages.addOptions(model);
        return new ModelAndView(NEW, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping(WebhookPaths.ONE)
    ModelAndView show(@PathVariable long id, HttpServletRequest request, HttpServletResponse response, Model model) {
        StoredWebhook webhook = found(id);
        WebhookForm form = RetainedForm.orElse(WebhookForm.of(webhook, subjects), model);
        model.addAttribute("form", form.withAddressOf(webhook));
        String secret = newSecret.take(request, response);
        model.addAttribute("secret", webhooks.isSecret(id, secret) ? secret : "");
        pages.addOne(webhook, model);
        return new ModelAndView(ONE);
    }

    @PostMapping(WebhookPaths.ONE)
    ModelAndView save(
            @PathVariable long id,
            @ModelAttribute("form") WebhookForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        StoredWebhook seen = found(id);
        WebhookChoices choices = form.check(subjects, errors);
        StoredWebhook.Access stored = seen.access();
        // What is stored already is not checked again.
        @Nullable
        WebhookUrl url =
                stored != null && form.url().equals(seen.address()) ? stored.url() : form.address(addresses, errors);
        if (!form.version().isEmpty() && !form.version().equals(Long.toString(seen.version()))) {
            errors.rejectValue("version", "webhook.form.stale");
        }
        if (!errors.hasErrors() && url != null) {
            recentSignIn.require(WebhookPaths.one(id));
            Optional<Webhooks.Saved> saved = webhooks.change(seen, url, choices);
            if (saved.isPresent()) {
                redirect.addFlashAttribute("flash", "webhook.flash.saved");
                return showing(id, saved.get().secret(), request, response);
            }
            errors.rejectValue("version", "webhook.form.stale");
        }
        pages.addOne(seen, model);
        return new ModelAndView(ONE, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Makes a test call, and shows what the receiver answered. */
    @PostMapping(WebhookPaths.ONE + "/test")
    ModelAndView test(
            @PathVariable long id,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        StoredWebhook webhook = found(id);
        model.addAttribute("answer", tester.run(webhook));
        model.addAttribute("form", WebhookForm.of(webhook, subjects));
        pages.addOne(webhook, model);
        return new ModelAndView(htmx == null ? ONE : ONE + " :: panel");
    }

    @PostMapping(WebhookPaths.ONE + "/secret")
    ModelAndView renewSecret(
            @PathVariable long id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        recentSignIn.require(WebhookPaths.one(id));
        found(id);
        Optional<String> secret = webhooks.renewSecret(id);
        secret.ifPresent(renewed -> redirect.addFlashAttribute("flash", "webhook.flash.secret-renewed"));
        return showing(id, secret.orElse(null), request, response);
    }

    @PostMapping(WebhookPaths.ONE + "/delete")
    ModelAndView delete(@PathVariable long id, RedirectAttributes redirect) {
        recentSignIn.require(WebhookPaths.one(id));
        webhooks.find(id).ifPresent(webhooks::delete);
        redirect.addFlashAttribute("flash", "webhook.flash.deleted");
        return Redirects.to(WebhookPaths.LIST);
    }

    /** Sends the browser to the page of the webhook, which shows the secret once if there is a new one. */
    private ModelAndView showing(
            long id, @Nullable String secret, HttpServletRequest request, HttpServletResponse response) {
        if (secret != null) {
            newSecret.write(secret, request, response);
        }
        return Redirects.to(WebhookPaths.one(id));
    }

    private StoredWebhook found(long id) {
        return webhooks.find(id).orElseThrow(NotFound::new);
    }
}
