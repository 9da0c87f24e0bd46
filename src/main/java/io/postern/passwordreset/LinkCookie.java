package io.postern.passwordreset;

import io.postern.installation.SecureRequests;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Carries the token from the mailed address to the page behind it, so that it leaves the address bar, history and Referer. */
@Component
class LinkCookie {

    private static final String NAME = "link-token";

    private final SecureRequests secure;

    LinkCookie(SecureRequests secure) {
        this.secure = secure;
    }

    String read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie == null ? "" : cookie.getValue();
    }

    void write(
            LinkPurpose purpose,
            String token,
            Duration lifetime,
            HttpServletRequest request,
            HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(NAME, token)
                .path(request.getContextPath() + purpose.path())
                .httpOnly(true)
                .secure(secure.isSecure(request))
                .sameSite("Lax")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    void delete(LinkPurpose purpose, HttpServletRequest request, HttpServletResponse response) {
        write(purpose, "", Duration.ZERO, request, response);
    }
}
