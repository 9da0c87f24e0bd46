package io.postern.signin.session;

import io.postern.installation.SecureRequests;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A text that this browser alone keeps, and no script reads, until it is closed; over HTTPS no other
 * host can have set it.
 */
class TextCookie {

    private final String name;
    private final SecureRequests secure;

    TextCookie(String name, SecureRequests secure) {
        this.name = name;
        this.secure = secure;
    }

    /** Empty when there is none, and for one that is not ours. */
    Optional<String> read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, secure.cookieName(name, request));
        if (cookie == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cookie.getValue());
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    void write(String text, HttpServletRequest request, HttpServletResponse response) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), request), response);
    }

    void remove(HttpServletRequest request, HttpServletResponse response) {
        if (WebUtils.getCookie(request, secure.cookieName(name, request)) != null) {
            add(cookie("", request).maxAge(Duration.ZERO), response);
        }
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(secure.cookieName(name, request), value)
                .path(secure.cookiePath("/", request))
                .httpOnly(true)
                .secure(secure.isSecure(request))
                .sameSite("Lax");
    }

    private static void add(ResponseCookie.ResponseCookieBuilder cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
