package io.postern.alerts;

import io.postern.webhook.WebhookSubjects;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The severities and components of alerts that a webhook may choose. */
@Component
class AlertSubjects implements WebhookSubjects {

    @Override
    public Map<String, String> severities() {
        Map<String, String> keys = new LinkedHashMap<>();
        Arrays.stream(Severity.values()).forEach(severity -> keys.put(severity.name(), severity.messageKey()));
        return Collections.unmodifiableMap(keys);
    }

    @Override
    public int usualSeverity() {
        return Severity.ERROR.rank();
    }

    @Override
    public String component(String typed) {
        return ExternalAlerts.component(typed);
    }
}
