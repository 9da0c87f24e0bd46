package io.postern.web.request;

import io.postern.web.LanguageCookie;
import io.postern.web.Languages;
import io.postern.web.Reader;
import io.postern.web.ShellSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page. The first of these counts: the signed-in reader's own, what was chosen with this browser, the language of
 * the person whom the page is for, what the browser asks for, the installation's.
 */
@Component("localeResolver")
class ReadersLanguage implements LocaleResolver {

    private final ObjectProvider<ShellSettings> settings;

    ReadersLanguage(ObjectProvider<ShellSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return Reader.signedIn()
                .map(Reader::language)
                .or(() -> LanguageCookie.chosen(request))
                .or(() -> pageIsFor(request))
                .or(() -> accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElseGet(() ->
                        settings.getIfAvailable(() -> ShellSettings.UNKNOWN).language());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("a reader's language is a property of the reader");
    }

    private static Optional<Locale> pageIsFor(HttpServletRequest request) {
        return Optional.ofNullable((Reader) request.getAttribute(Reader.ATTRIBUTE))
                .map(Reader::language);
    }

    /** By RFC 4647 lookup. A weight of 0 excludes a language, and {@code *} counts for nothing. */
    static Optional<Locale> accepted(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(header), Languages.SPOKEN));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
