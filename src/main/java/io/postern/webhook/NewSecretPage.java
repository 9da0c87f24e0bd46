package io.postern.webhook;

import io.postern.installation.OneTimeSecretCookie;
import io.postern.installation.SecureRequests;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.view.RedirectView;

/** The page that shows a new secret, once. */
@Component
public class NewSecretPage {

    public static final String PATH = "/settings/alerts/webhook";

    private final OneTimeSecretCookie cookie;
    private final WebhookSettings settings;

    NewSecretPage(SecureRequests secure, WebhookSettings settings) {
        this.cookie = new OneTimeSecretCookie(secure, "new-webhook-secret", PATH);
        this.settings = settings;
    }

    /** Sends the browser there. */
    public RedirectView showing(String secret, HttpServletRequest request, HttpServletResponse response) {
        cookie.write(secret, request, response);
        return Redirects.to(PATH);
    }

    /** The secret to be shown now; empty when there is none. */
    public String take(HttpServletRequest request, HttpServletResponse response) {
        String presented = cookie.take(request, response);
        return settings.isSecret(presented) ? presented : "";
    }
}
