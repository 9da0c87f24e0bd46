package io.postern.users.profile;

import io.postern.audit.AuditEntry;
import io.postern.users.SessionOrigin;
import io.postern.users.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of a user, as the profile shows them. */
@Component
class OwnSessions {

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final JdbcClient jdbc;
    private final HttpServletRequest request;
    private final ApplicationEventPublisher events;

    /** @param request a proxy for the request of the calling thread */
    OwnSessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            JdbcClient jdbc,
            HttpServletRequest request,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.request = request;
        this.events = events;
    }

    /** One session; {@code current} is that of this request. */
    record Row(String address, String device, Instant lastUsed, boolean current) {}

    /** The current one first, then by last use. */
    List<Row> of(UUID user) {
        String current = currentId();
        return sessions.findByPrincipalName(user.toString()).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> row(session, current))
                .sorted(Comparator.comparing(Row::current)
                        .thenComparing(Row::lastUsed)
                        .reversed())
                .toList();
    }

    @Transactional
    void endOthers(SignedInUser user) {
        jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?")
                .params(user.id().toString(), currentId())
                .update();
        events.publishEvent(new AuditEntry("users.audit.sessions", user.username()));
    }

    private static Row row(Session session, String current) {
        SessionOrigin origin = session.getAttributeOrDefault(SessionOrigin.ATTRIBUTE, new SessionOrigin("", ""));
        return new Row(
                origin.address(),
                origin.device(),
                session.getLastAccessedTime(),
                session.getId().equals(current));
    }

    private String currentId() {
        HttpSession session = request.getSession(false);
        return session == null ? "" : session.getId();
    }
}
