package io.postern.webhook.page;

import io.postern.installation.OneTimeSecretCookie;
import io.postern.installation.SecureRequests;
import io.postern.web.Redirects;
import io.postern.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Carries a new secret to the page of its webhook, which shows it once. */
@Component
class NewSecretCookie {

    private final OneTimeSecretCookie cookie;
    private final Webhooks webhooks;

    NewSecretCookie(SecureRequests secure, Webhooks webhooks) {
        this.cookie = new OneTimeSecretCookie(secure, "new-webhook-secret", WebhookPaths.LIST);
        this.webhooks = webhooks;
    }

    /** Sends the browser to the page, with the secret if there is a new one. */
    ModelAndView showing(long id, @Nullable String secret, HttpServletRequest request, HttpServletResponse response) {
        if (secret != null) {
            cookie.write(secret, request, response);
        }
        return Redirects.to(WebhookPaths.one(id));
    }

    /** The secret to show now; empty for none. */
    String take(long id, HttpServletRequest request, HttpServletResponse response) {
        String presented = cookie.take(request, response);
        return webhooks.isSecret(id, presented) ? presented : "";
    }
}
