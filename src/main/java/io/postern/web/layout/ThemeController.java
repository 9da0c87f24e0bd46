package io.postern.web.layout;

import io.postern.web.PlainCookie;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Keeps the chosen colours in a cookie: {@code light}, {@code dark}, or {@code system}. So they hold for this browser, signed in
 * or not.
 */
@Controller
class ThemeController {

    private static final PlainCookie COOKIE = new PlainCookie("theme", "Lax", false, Duration.ofDays(365));

    @PostMapping("/theme")
    ModelAndView choose(
            @RequestParam String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        COOKIE.write(known(theme), request, response);
        return Redirects.back(back);
    }

    /** The colours that were chosen with this browser. */
    static String chosen(HttpServletRequest request) {
        return known(COOKIE.read(request));
    }

    private static String known(String theme) {
        return theme.equals("light") || theme.equals("dark") ? theme : "system";
    }
}
