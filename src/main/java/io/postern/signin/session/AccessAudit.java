package io.postern.signin.session;

import io.postern.audit.Actor;
import io.postern.audit.AuditEntry;
import io.postern.ratelimit.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Publishes for the audit trail who signed out, and what was refused to whom. */
@Component
public class AccessAudit implements LogoutHandler {

    private static final int MOST_REFUSALS = 20;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final RateLimiter rateLimiter;
    private final ApplicationEventPublisher events;

    AccessAudit(RateLimiter rateLimiter, ApplicationEventPublisher events) {
        this.rateLimiter = rateLimiter;
        this.events = events;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            events.publishEvent(new AuditEntry("signin.audit.signed-out", actor.auditName()));
        }
    }

    /** At most so many in an hour for each user, and for all who are not signed in together, so that nobody fills the trail. */
    void refused(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        String who = authentication != null && authentication.getPrincipal() instanceof Actor
                ? authentication.getName()
                : "anonymous";
        if (rateLimiter.tryAcquire("access-refused:" + who, MOST_REFUSALS, WINDOW)) {
            events.publishEvent(new AuditEntry(
                    "signin.audit.access-refused", request.getMethod() + ' ' + request.getServletPath()));
        }
    }
}
