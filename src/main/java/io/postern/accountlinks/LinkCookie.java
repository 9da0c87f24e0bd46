package io.postern.accountlinks;

import io.postern.installation.SecureRequests;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Carries the token from the mailed address to the page behind it, so that it leaves the address bar, history and Referer. Over
 * plain HTTP the page alone gets it.
 */
@Component
class LinkCookie {

    private final SecureRequests secure;

    LinkCookie(SecureRequests secure) {
        this.secure = secure;
    }

    String read(LinkPurpose purpose, HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name(purpose, request));
        return cookie == null ? "" : cookie.getValue();
    }

    void write(
            LinkPurpose purpose,
            String token,
            Duration lifetime,
            HttpServletRequest request,
            HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name(purpose, request), token)
                .path(secure.cookiePath(purpose.path(), request))
                .httpOnly(true)
                .secure(secure.isSecure(request))
                .sameSite("Lax")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String name(LinkPurpose purpose, HttpServletRequest request) {
        return secure.cookieName(purpose.path().substring(1) + "-token", request);
    }

    void delete(LinkPurpose purpose, HttpServletRequest request, HttpServletResponse response) {
        write(purpose, "", Duration.ZERO, request, response);
    }
}
