package io.postern.accountlinks.reset;

import io.postern.audit.Audited;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user asked for a reset, or an administrator did for them. */
record ResetRequested(String username, @Nullable String origin) implements Audited {

    @Override
    public String action() {
        return "accountlinks.audit.requested";
    }

    @Override
    public String subject() {
        return username;
    }

    @Override
    public Optional<String> client() {
        return Optional.ofNullable(origin);
    }
}
