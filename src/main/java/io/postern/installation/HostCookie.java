package io.postern.installation;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** A cookie that no script reads. Over HTTPS no other host can have set it, and it is sent over HTTPS alone. */
public final class HostCookie {

    private final SecureRequests secure;
    private final String name;
    private final String page;
    private final String sameSite;

    /**
     * A cookie of its own.
     *
     * @param page the path of the only page that needs it, or the start page
     * @param sameSite {@code Strict}, or {@code Lax} where a link from elsewhere may bring it along
     */
    public HostCookie(SecureRequests secure, String name, String page, String sameSite) {
        this.secure = secure;
        this.name = name;
        this.page = page;
        this.sameSite = sameSite;
    }

    /** Empty when there is none. Anybody may have put it there. */
    public String read(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, secure.cookieName(name, request));
        return cookie == null ? "" : cookie.getValue();
    }

    /**
     * Has the browser keep the cookie.
     *
     * @param lifetime null until the browser is closed
     */
    public void write(
            String value, @Nullable Duration lifetime, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie.ResponseCookieBuilder cookie = ResponseCookie.from(secure.cookieName(name, request), value)
                .path(secure.cookiePath(page, request))
                .httpOnly(true)
                .secure(secure.isSecure(request))
                .sameSite(sameSite);
        if (lifetime != null) {
            cookie.maxAge(lifetime);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    public void delete(HttpServletRequest request, HttpServletResponse response) {
        write("", Duration.ZERO, request, response);
    }
}
