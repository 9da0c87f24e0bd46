package io.postern.webhook.page;

import io.postern.web.RecentSignIn;
import io.postern.web.Redirects;
import io.postern.webhook.NewSecretPage;
import io.postern.webhook.WebhookSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The state of the webhook: its last calls, a test, its secret. A page, and a part of Settings &gt; Alerts. */
@Controller
@RequestMapping(NewSecretPage.PATH)
class WebhookController {

    private static final String PAGE = "webhook/show";

    private final WebhookHistory history;
    private final WebhookSettings settings;
    private final WebhookTester test;
    private final NewSecretPage newSecret;
    private final RecentSignIn recentSignIn;

    WebhookController(
            WebhookHistory history,
            WebhookSettings settings,
            WebhookTester test,
            NewSecretPage newSecret,
            RecentSignIn recentSignIn) {
        this.history = history;
        this.settings = settings;
        this.test = test;
        this.newSecret = newSecret;
        this.recentSignIn = recentSignIn;
    }

    @GetMapping
    String show(
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("webhook", history.view());
        if (htmx != null) {
            return PAGE + " :: panel";
        }
        model.addAttribute("secret", newSecret.take(request, response));
        return PAGE;
    }

    @PostMapping("/test")
    String test(@RequestHeader(name = "HX-Request", required = false) @Nullable String htmx, Model model) {
        model.addAttribute("answer", test.run());
        model.addAttribute("webhook", history.view());
        return htmx == null ? PAGE : PAGE + " :: panel";
    }

    @PostMapping("/secret")
    Object renew(HttpServletRequest request, HttpServletResponse response, RedirectAttributes redirect) {
        recentSignIn.require(NewSecretPage.PATH);
        String secret = settings.renewSecret();
        if (secret == null) {
            return Redirects.to(NewSecretPage.PATH);
        }
        redirect.addFlashAttribute("flash", "webhook.flash.secret-renewed");
        return newSecret.showing(secret, request, response);
    }
}
