package io.postern.installation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** Carries a new secret from the form to the page that shows it once. In the session, it would be stored in the database. */
public final class OneTimeSecretCookie {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final HostCookie cookie;

    /**
     * Makes a cookie of this name.
     *
     * @param path of the page that shows the secret
     */
    public OneTimeSecretCookie(SecureRequests secure, String name, String path) {
        this.cookie = new HostCookie(secure, name, path, "Strict");
    }

    public void write(String secret, HttpServletRequest request, HttpServletResponse response) {
        cookie.write(secret, LIFETIME, request, response);
    }

    /** Reads the secret and deletes the cookie; empty when there is none. The value may come from anybody. */
    public String take(HttpServletRequest request, HttpServletResponse response) {
        String secret = cookie.read(request);
        if (!secret.isEmpty()) {
            cookie.delete(request, response);
        }
        return secret;
    }
}
