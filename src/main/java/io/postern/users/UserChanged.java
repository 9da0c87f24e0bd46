package io.postern.users;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;

/**
 * Data of a user changed, other than the address. Sessions ended if the role is among the changes.
 *
 * @param changes of each field that changed, the value before and after
 * @param promoted whether the user became an administrator
 */
public record UserChanged(UUID userId, String username, Map<String, String> changes, boolean promoted)
        implements Audited {

    @Override
    public String action() {
        return "users.audit.changed";
    }

    @Override
    public String subject() {
        return username;
    }

    @Override
    public Map<String, String> details() {
        return changes;
    }
}
