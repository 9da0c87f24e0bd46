package io.postern.signin.session;

import io.postern.installation.SecureRequests;
import io.postern.web.PathRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;

/**
 * The session's cookie: over HTTPS with the {@code __Host-} prefix, which only this very host can have set (RFC 6265bis). It is
 * not read for requests that everybody gets the same answer to, so that they are answered while the database is away, nor for
 * those that an open page makes by itself, which would keep the session alive for ever.
 */
@Component
class SessionCookie implements CookieSerializer {

    private final SecureRequests requests;
    private final RequestMatcher sessionless;
    private final Set<String> polled;
    private final DefaultCookieSerializer plain = serializer("SESSION", false);
    private final DefaultCookieSerializer secure;

    SessionCookie(SecureRequests requests, PathRegistry paths) {
        this.requests = requests;
        this.secure = serializer(requests.hostCookie("SESSION"), true);
        this.sessionless = new OrRequestMatcher(paths.sessionless().stream()
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
        this.polled = paths.polled();
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        of(value.getRequest()).writeCookieValue(value);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        boolean ignored = request.getDispatcherType() == DispatcherType.ERROR
                || polled.contains(PathRegistry.path(request))
                || sessionless.matches(request);
        return ignored ? List.of() : sent(request);
    }

    /** What the request brings, also where its session is not to be used. */
    List<String> sent(HttpServletRequest request) {
        return of(request).readCookieValues(request);
    }

    private DefaultCookieSerializer of(HttpServletRequest request) {
        return requests.isSecure(request) ? secure : plain;
    }

    private static DefaultCookieSerializer serializer(String name, boolean secure) {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        serializer.setCookieName(name);
        if (secure) {
            serializer.setCookiePath("/");
        }
        serializer.setUseHttpOnlyCookie(true);
        serializer.setUseSecureCookie(secure);
        serializer.setSameSite("Lax");
        return serializer;
    }
}
