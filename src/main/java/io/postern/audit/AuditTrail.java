package io.postern.audit;

import io.postern.web.ClientAddresses;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
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
                "insert into audit_line (occurred_at, actor, client_address, action, subject, details, search_text)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                together.events().stream().map(event -> line(reader, event)).toList());
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
            AuditText.cut((actor + ' ' + subject).toLowerCase(Locale.ROOT), LONGEST_SEARCH_TEXT)
        };
    }

    private static String reader() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            return actor.auditName();
        }
        return RequestContextHolder.getRequestAttributes() == null ? "system" : "anonymous";
    }

    private @Nullable String clientAddress() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? AuditText.line(clientAddresses.of(current.getRequest()), LONGEST_ADDRESS)
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
