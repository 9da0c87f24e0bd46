package io.postern.installation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** Carries a new secret from the form to the page that shows it once: in a session it would rest in the database. */
public final class OneTimeSecretCookie {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final HostCookie cookie;

    /** @param path of the page that shows the secret */
    public OneTimeSecretCookie(SecureRequests secure, String name, String path) {
        this.cookie = new HostCookie(secure, name, path, "Strict");
    }

    public void write(String secret, HttpServletRequest request, HttpServletResponse response) {
        cookie.write(secret, LIFETIME, request, response);
    }

    /** What it carries, which is then gone; empty when there is none. Anybody may have put it there. */
    public String take(HttpServletRequest request, HttpServletResponse response) {
        String secret = cookie.read(request);
        if (!secret.isEmpty()) {
            cookie.delete(request, response);
        }
        return secret;
    }
}
