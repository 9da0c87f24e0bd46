package io.postern.signin;

import io.postern.installation.SecureRequests;
import io.postern.web.Redirects;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The page that somebody asked for before signing in, or whose form they sent after their session had ended, in a cookie: an
 * anonymous visitor makes no session. Only its path is kept, so that neither a Host header nor a proxy's plain HTTP decides where a
 * sign-in leads.
 */
@Component
class WantedPage implements RequestCache {

    private static final int LONGEST = 2000;

    private final SecureRequests secure;

    WantedPage(SecureRequests secure) {
        this.secure = secure;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        String wanted = "GET".equals(request.getMethod())
                ? withoutContext(request.getRequestURI(), request.getQueryString(), request)
                : pageOfForm(request);
        if (isPage(request) && !wanted.isEmpty() && wanted.length() <= LONGEST) {
            byte[] bytes = wanted.getBytes(StandardCharsets.UTF_8);
            write(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), request, response);
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = WebUtils.getCookie(request, name(request));
        if (cookie == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cookie.getValue());
            String wanted = new String(bytes, StandardCharsets.UTF_8);
            return Redirects.isLocal(wanted) ? new SimpleSavedRequest(wanted) : null;
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    /** A page is asked for anew; nothing of the first request is kept for it. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        if (WebUtils.getCookie(request, name(request)) != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    cookie("", request).maxAge(Duration.ZERO).build().toString());
        }
    }

    private void write(String value, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(value, request).build().toString());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(name(request), value)
                .path("/")
                .httpOnly(true)
                .secure(secure.isSecure(request))
                .sameSite("Lax");
    }

    private String name(HttpServletRequest request) {
        return secure.isSecure(request) ? "__Host-wanted" : "wanted";
    }

    /** Where somebody was whose session ended before they sent the form. That it is one of ours, its token has shown. */
    private static String pageOfForm(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        try {
            URI page = URI.create(referer == null ? "" : referer);
            String path = page.getRawPath();
            return path != null && path.startsWith(request.getContextPath() + "/")
                    ? withoutContext(path, page.getRawQuery(), request)
                    : "";
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static String withoutContext(String path, @Nullable String query, HttpServletRequest request) {
        String below = path.substring(request.getContextPath().length());
        return query == null ? below : below + "?" + query;
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader("HX-Request") == null
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
