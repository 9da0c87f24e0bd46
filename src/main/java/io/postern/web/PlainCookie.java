package io.postern.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A cookie with nothing secret in it, for all pages of this installation.
 *
 * @param sameSite {@code Strict} or {@code Lax}
 * @param forScripts whether the page's scripts read it
 * @param lifetime null until the browser is closed
 */
public record PlainCookie(String name, String sameSite, boolean forScripts, @Nullable Duration lifetime) {

    /** Empty when there is none. Anybody may have put it there. */
    public String read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null ? "" : cookie.getValue();
    }

    public void write(String value, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(name, value)
                .path(request.getContextPath() + "/")
                .httpOnly(!forScripts)
                .sameSite(sameSite)
                .secure(request.isSecure());
        if (lifetime != null) {
            cookie.maxAge(lifetime);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
