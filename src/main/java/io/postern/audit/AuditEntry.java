package io.postern.audit;

import java.util.Map;

/** An event that only the trail hears. */
public record AuditEntry(String action, String subject, Map<String, String> details) implements Audited {

    public AuditEntry(String action, String subject) {
        this(action, subject, Map.of());
    }
}
