package io.postern.signin.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;

/** Who signed in, read from the session's row, which does not count as its use. Nothing is ever saved. */
class ReadOnlySession implements SecurityContextRepository {

    private final SessionRepository<? extends Session> sessions;
    private final CookieSerializer cookie;

    ReadOnlySession(SessionRepository<? extends Session> sessions, CookieSerializer cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        Optional<SecurityContext> stored = stored(request);
        return new DeferredSecurityContext() {
            @Override
            public SecurityContext get() {
                return stored.orElseGet(SecurityContextHolder::createEmptyContext);
            }

            @Override
            public boolean isGenerated() {
                return stored.isEmpty();
            }
        };
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // The session stays as it is.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return stored(request).isPresent();
    }

    private Optional<SecurityContext> stored(HttpServletRequest request) {
        return cookie.readCookieValues(request).stream()
                .map(sessions::findById)
                .filter(Objects::nonNull)
                .map(session -> session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .filter(SecurityContext.class::isInstance)
                .map(SecurityContext.class::cast)
                .findFirst();
    }
}
