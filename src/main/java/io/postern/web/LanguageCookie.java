package io.postern.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;

/** The language that a visitor chose. It holds for pages before the sign-in, until the browser is closed. */
public final class LanguageCookie {

    private static final PlainCookie COOKIE = new PlainCookie("language", "Lax", false, null);

    private LanguageCookie() {}

    public static Optional<Locale> chosen(HttpServletRequest request) {
        String chosen = COOKIE.read(request);
        return Languages.SPOKEN.stream()
                .filter(spoken -> spoken.toLanguageTag().equals(chosen))
                .findFirst();
    }

    /**
     * Keeps the choice in this browser.
     *
     * @param language one of {@link Languages#TAGS}
     */
    public static void choose(String language, HttpServletRequest request, HttpServletResponse response) {
        COOKIE.write(language, request, response);
    }
}
