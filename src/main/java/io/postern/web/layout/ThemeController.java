package io.postern.web.layout;

import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** Keeps the chosen colours in a cookie, so that they hold for this browser, signed in or not. */
@Controller
class ThemeController {

    static final String COOKIE = "theme";

    private static final Duration MAX_AGE = Duration.ofDays(365);

    @PostMapping("/theme")
    RedirectView choose(
            @RequestParam String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, Theme.named(theme).value())
                .path(request.getContextPath() + "/")
                .maxAge(MAX_AGE)
                .sameSite("Lax")
                .secure(request.isSecure())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return Redirects.back(back);
    }
}
