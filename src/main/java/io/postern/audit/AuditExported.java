package io.postern.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** The trail, or the part of it that the query names, left the installation as a file. */
record AuditExported(AuditQuery query) implements Audited {

    @Override
    public String action() {
        return "audit.audit.exported";
    }

    @Override
    public String subject() {
        return "audit.csv";
    }

    @Override
    public Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("action", query.action());
        details.put("q", query.q());
        details.put("from", query.from() == null ? "" : query.from().toString());
        details.put("to", query.to() == null ? "" : query.to().toString());
        details.values().removeIf(String::isEmpty);
        return details;
    }
}
