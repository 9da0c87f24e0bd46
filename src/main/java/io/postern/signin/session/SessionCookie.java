package io.postern.signin.session;

import io.postern.installation.SecureRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;

/** The session's cookie: over HTTPS with the {@code __Host-} prefix, which only this very host can have set (RFC 6265bis). */
@Component
class SessionCookie implements CookieSerializer {

    private final SecureRequests requests;
    private final SessionlessPaths sessionless;
    private final DefaultCookieSerializer plain = serializer("SESSION", false);
    private final DefaultCookieSerializer secure;

    SessionCookie(SecureRequests requests, SessionlessPaths sessionless) {
        this.requests = requests;
        this.secure = serializer(requests.hostCookie("SESSION"), true);
        this.sessionless = sessionless;
    }

    @Override
    public void writeCookieValue(CookieValue value) {
        of(value.getRequest()).writeCookieValue(value);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return sessionless.include(request) ? List.of() : of(request).readCookieValues(request);
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
