package io.postern.api;

import io.postern.audit.Audited;
import java.util.List;
import java.util.Map;

/** Another system may raise alerts from now on. */
record ApiTokenCreated(String subject, List<String> components) implements Audited {

    @Override
    public String action() {
        return "api.audit.token-created";
    }

    @Override
    public Map<String, String> details() {
        return Map.of("components", String.join(", ", components));
    }
}
