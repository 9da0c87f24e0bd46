package io.postern.users.imports;

import io.postern.audit.Audited;
import java.util.Map;

/** Users were added from a file. Each of them has its own line in the trail too. */
record UsersImported(int count, int leftOut, boolean invited) implements Audited {

    @Override
    public String action() {
        return "users.imports.audit.imported";
    }

    @Override
    public String subject() {
        return Integer.toString(count);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("invited", Boolean.toString(invited), "leftOut", Integer.toString(leftOut));
    }
}
