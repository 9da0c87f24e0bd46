package io.postern.installation;

import io.postern.audit.Audited;
import java.util.Map;

/**
 * Settings of the installation were saved.
 *
 * @param changes of each field that changed, the value before and after
 */
record InstallationChanged(String subject, Map<String, String> changes) implements Audited {

    @Override
    public String action() {
        return "installation.audit.changed";
    }

    @Override
    public Map<String, String> details() {
        return changes;
    }
}
