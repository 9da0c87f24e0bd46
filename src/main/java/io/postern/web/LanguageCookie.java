package io.postern.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The language that a visitor chose. It holds for pages before the sign-in, until the browser is closed. */
public final class LanguageCookie {

    private static final String NAME = "language";

    private LanguageCookie() {}

    public static Optional<Locale> chosen(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return Languages.SPOKEN.stream()
                .filter(spoken -> cookie != null && spoken.toLanguageTag().equals(cookie.getValue()))
                .findFirst();
    }

    /**
     * Keeps the choice in this browser.
     *
     * @param language one of {@link Languages#TAGS}
     */
    public static void choose(String language, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(NAME, language)
                .path(request.getContextPath() + "/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
