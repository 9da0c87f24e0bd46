package io.postern.users.admin;

import io.postern.audit.AuditEntry;
import io.postern.users.SessionOrigin;
import io.postern.users.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of a user, as the profile and the user's page show them. */
@Component
public class UserSessions {

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final JdbcClient jdbc;
    private final HttpServletRequest request;
    private final ApplicationEventPublisher events;

    /** @param request a proxy for the request of the calling thread */
    UserSessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            JdbcClient jdbc,
            HttpServletRequest request,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.request = request;
        this.events = events;
    }

    /**
     * One session.
     *
     * @param key of its row. The session's own id is a secret
     * @param current whether it is that of this request
     */
    public record Row(UUID key, String address, String device, Instant lastUsed, boolean current) {}

    /** The current one first, then by last use. */
    public List<Row> of(UUID user) {
        String current = currentId();
        Map<String, UUID> keys = keys(user);
        return sessions.findByPrincipalName(user.toString()).values().stream()
                .filter(session -> !session.isExpired())
                .flatMap(session ->
                        Optional.ofNullable(keys.get(session.getId())).map(key -> row(session, key, current)).stream())
                .sorted(Comparator.comparing(Row::current)
                        .thenComparing(Row::lastUsed)
                        .reversed())
                .toList();
    }

    @Transactional
    public void endOthers(User user) {
        jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?")
                .params(user.id().toString(), currentId())
                .update();
        events.publishEvent(new AuditEntry("users.audit.sessions", user.username()));
    }

    /**
     * Ends one session of the user.
     *
     * @return false if there is no such session any more
     */
    @Transactional
    public boolean end(User user, UUID key) {
        List<Row> ended =
                of(user.id()).stream().filter(row -> row.key().equals(key)).toList();
        jdbc.sql("delete from spring_session where principal_name = ? and primary_id = ?")
                .params(user.id().toString(), key.toString())
                .update();
        ended.forEach(row -> events.publishEvent(new AuditEntry(
                "users.audit.session",
                user.username(),
                Map.of("signedInFrom", row.address(), "device", row.device()))));
        return !ended.isEmpty();
    }

    private Map<String, UUID> keys(UUID user) {
        record Key(String session, UUID row) {}
        return jdbc
                .sql("select session_id, primary_id from spring_session where principal_name = ?")
                .param(user.toString())
                .query((row, number) -> new Key(
                        row.getString(1).strip(),
                        UUID.fromString(row.getString(2).strip())))
                .list()
                .stream()
                .collect(Collectors.toMap(Key::session, Key::row));
    }

    private static Row row(Session session, UUID key, String current) {
        SessionOrigin origin = session.getAttributeOrDefault(SessionOrigin.ATTRIBUTE, new SessionOrigin("", ""));
        return new Row(
                key,
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
