package io.postern.web.layout;

import io.postern.web.Redirects;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/**
 * Keeps the chosen colours in a cookie: {@code light}, {@code dark}, or {@code system}. So they hold for this browser, signed in
 * or not.
 */
@Controller
class ThemeController {

    private static final String COOKIE = "theme";

    private static final Duration MAX_AGE = Duration.ofDays(365);

    @PostMapping("/theme")
    ModelAndView choose(
            @RequestParam String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, known(theme))
                .path(request.getContextPath() + "/")
                .maxAge(MAX_AGE)
                .sameSite("Lax")
                .secure(request.isSecure())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return Redirects.back(back);
    }

    /** The colours that were chosen with this browser. */
    static String chosen(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return known(cookie == null ? "" : cookie.getValue());
    }

    private static String known(String theme) {
        return theme.equals("light") || theme.equals("dark") ? theme : "system";
    }
}
