package io.postern.signin.access;

import io.postern.installation.SecureRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Keeps the CSRF token in a cookie, so that an anonymous visitor's form makes no session. */
@Component
class CsrfCookie implements CsrfTokenRepository {

    private final SecureRequests requests;
    private final CsrfTokenRepository plain = repository("CSRF", false);
    private final CsrfTokenRepository secure;

    CsrfCookie(SecureRequests requests) {
        this.requests = requests;
        this.secure = repository(requests.hostCookie("CSRF"), true);
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        return requests.isSecure(request) ? secure : plain;
    }

    private static CsrfTokenRepository repository(String name, boolean secure) {
        CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
        repository.setCookieName(name);
        if (secure) {
            repository.setCookiePath("/");
        }
        repository.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(secure).sameSite("Lax"));
        return repository;
    }
}
