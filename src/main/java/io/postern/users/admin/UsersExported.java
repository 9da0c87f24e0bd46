package io.postern.users.admin;

import io.postern.audit.Audited;
import java.util.LinkedHashMap;
import java.util.Map;

/** The list of users, or the part of it that the query names, left the installation as a file. */
record UsersExported(UserQuery query) implements Audited {

    @Override
    public String action() {
        return "users.audit.exported";
    }

    @Override
    public String subject() {
        return "users.csv";
    }

    @Override
    public Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("q", query.q());
        details.put("role", query.role() == null ? "" : query.role().name());
        details.put("status", query.status() == null ? "" : query.status().name());
        details.values().removeIf(String::isEmpty);
        return details;
    }
}
