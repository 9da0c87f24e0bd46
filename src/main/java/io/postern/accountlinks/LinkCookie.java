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
 * HTTPS no other host can have set it ({@code __Host-}, RFC 6265bis, which wants the path {@code /}); else the page alone gets it.
 */
@Component
class LinkCookie {

    private final SecureRequests secure;

    LinkCookie(SecureRequests secure) {
        this.secure = secure;
    }

    String read(LinkPurpose purpose, HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name(purpose, secure.isSecure(request)));
        return cookie == null ? "" : cookie.getValue();
    }

    void write(
            LinkPurpose purpose,
            String token,
            Duration lifetime,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean https = secure.isSecure(request);
        ResponseCookie cookie = ResponseCookie.from(name(purpose, https), token)
                .path(https ? "/" : request.getContextPath() + purpose.path())
                .httpOnly(true)
                .secure(https)
                .sameSite("Lax")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static String name(LinkPurpose purpose, boolean https) {
        return (https ? "__Host-" : "") + purpose.path().substring(1) + "-token";
    }

    void delete(LinkPurpose purpose, HttpServletRequest request, HttpServletResponse response) {
        write(purpose, "", Duration.ZERO, request, response);
    }
}
