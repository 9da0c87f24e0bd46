package io.postern.alerts.settings;

import io.postern.audit.Audited;
import io.postern.audit.Changes;
import java.util.Map;

/** What administrators chose about alerts is another thing now. */
record AlertSettingsChanged(String subject, Map<String, String> details) implements Audited {

    static AlertSettingsChanged of(String field, Object before, Object after) {
        return new AlertSettingsChanged(
                field, new Changes().note(field, before, after).noted());
    }

    @Override
    public String action() {
        return "alerts.audit.settings-changed";
    }
}
