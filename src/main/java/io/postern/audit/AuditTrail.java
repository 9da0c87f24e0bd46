package io.postern.audit;

import io.postern.web.ClientAddresses;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes a line for each Audited event, in the transaction that published it. */
@Component
class AuditTrail {

    private static final int LONGEST_NAME = 254;
    private static final int LONGEST_ACTION = 100;
    private static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_DETAILS = 4000;
    private static final int LONGEST_SEARCH_TEXT = 520;

    private static final String INSERT = "insert into audit_line"
            + " (occurred_at, actor, client_address, action, subject, details, search_text, part_of)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final ClientAddresses clientAddresses;
    private final Clock clock;

    AuditTrail(JdbcTemplate jdbc, ClientAddresses clientAddresses, Clock clock) {
        this.jdbc = jdbc;
        this.clientAddresses = clientAddresses;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(Audited event) {
        on(new AuditedTogether(List.of(event)));
    }

    @EventListener
    @Transactional
    void on(AuditedTogether together) {
        String reader = reader();
        jdbc.batchUpdate(
                INSERT,
                together.events().stream().map(event -> line(reader, event)).toList());
    }

    /** Writes one line, and returns its number. */
    long write(Audited event) {
        GeneratedKeyHolder number = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement insert = connection.prepareStatement(INSERT, new String[] {"id"});
                    @Nullable Object[] values = line(reader(), event);
                    for (int i = 0; i < values.length; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    return insert;
                },
                number);
        return Objects.requireNonNull(number.getKey()).longValue();
    }

    private @Nullable Object[] line(String reader, Audited event) {
        String actor = AuditText.line(event.actor().orElse(reader), LONGEST_NAME);
        String subject = AuditText.line(event.subject(), LONGEST_NAME);
        return new @Nullable Object[] {
            Timestamp.from(clock.instant()),
            actor,
            event.client().map(given -> AuditText.line(given, LONGEST_ADDRESS)).orElseGet(this::clientAddress),
            AuditText.line(event.action(), LONGEST_ACTION),
            subject,
            details(event.details()),
            AuditText.cut((actor + ' ' + subject).toLowerCase(Locale.ROOT), LONGEST_SEARCH_TEXT),
            AuditGroups.head()
        };
    }

    private static String reader() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            return actor.auditName();
        }
        return RequestContextHolder.getRequestAttributes() == null ? "system" : "anonymous";
    }

    /** That of the request; of work in the background, that of the request that began it. */
    private @Nullable String clientAddress() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current) {
            return AuditText.line(clientAddresses.of(current.getRequest()), LONGEST_ADDRESS);
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getDetails() instanceof WebAuthenticationDetails begun
                ? AuditText.line(begun.getRemoteAddress(), LONGEST_ADDRESS)
                : null;
    }

    private static String details(Map<String, String> details) {
        String lines = new TreeMap<>(details)
                .entrySet().stream()
                        .map(detail -> AuditText.escaped(detail.getKey()) + '=' + AuditText.escaped(detail.getValue()))
                        .collect(Collectors.joining("\n"));
        return AuditText.cut(lines, LONGEST_DETAILS);
    }
}
