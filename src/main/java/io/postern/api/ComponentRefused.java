package io.postern.api;

import io.postern.audit.Audited;
import java.util.Map;

/** A request was for a component that its token is not good for. */
record ComponentRefused(String subject, String component) implements Audited {

    @Override
    public String action() {
        return "api.audit.component-refused";
    }

    @Override
    public Map<String, String> details() {
        return Map.of("component", component);
    }
}
