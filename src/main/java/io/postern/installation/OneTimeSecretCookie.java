package io.postern.installation;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** Carries a new secret from the form to the page that shows it once: in a session it would rest in the database. */
public final class OneTimeSecretCookie {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final SecureRequests secure;
    private final String name;
    private final String path;

    /**
     * A cookie of its own.
     *
     * @param path of the page that shows it
     */
    public OneTimeSecretCookie(SecureRequests secure, String name, String path) {
        this.secure = secure;
        this.name = name;
        this.path = path;
    }

    public void write(String secret, HttpServletRequest request, HttpServletResponse response) {
        write(secret, LIFETIME, request, response);
    }

    /** What it carries, after which it carries nothing; empty when there is none. Anybody may have put it there. */
    public String take(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, secure.cookieName(name, request));
        if (cookie == null || cookie.getValue().isEmpty()) {
            return "";
        }
        write("", Duration.ZERO, request, response);
        return cookie.getValue();
    }

    private void write(String value, Duration lifetime, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(secure.cookieName(name, request), value)
                .path(secure.cookiePath(path, request))
                .httpOnly(true)
                .secure(secure.isSecure(request))
                .sameSite("Strict")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
