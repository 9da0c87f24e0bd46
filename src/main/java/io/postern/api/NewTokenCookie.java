package io.postern.api;

import io.postern.installation.SecureRequests;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Carries a new token from the form to the page that shows it once: in a session it would rest in the database. */
@Component
class NewTokenCookie {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final SecureRequests secure;

    NewTokenCookie(SecureRequests secure) {
        this.secure = secure;
    }

    void write(String token, HttpServletRequest request, HttpServletResponse response) {
        write(token, LIFETIME, request, response);
    }

    /** What it carries, after which it carries nothing; empty when there is none. */
    String take(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, name(request));
        if (cookie == null || cookie.getValue().isEmpty()) {
            return "";
        }
        write("", Duration.ZERO, request, response);
        return cookie.getValue();
    }

    private void write(String token, Duration lifetime, HttpServletRequest request, HttpServletResponse response) {
        boolean https = secure.isSecure(request);
        ResponseCookie cookie = ResponseCookie.from(name(request), token)
                .path(https ? "/" : request.getContextPath() + ApiTokensController.PATH)
                .httpOnly(true)
                .secure(https)
                .sameSite("Strict")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String name(HttpServletRequest request) {
        return secure.isSecure(request) ? "__Host-new-token" : "new-token";
    }
}
