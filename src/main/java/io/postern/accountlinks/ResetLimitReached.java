package io.postern.accountlinks;

import io.postern.audit.Audited;

/** A client address asked for more resets than allowed. Published once in each window. */
public record ResetLimitReached(String network) implements Audited {

    @Override
    public String action() {
        return "accountlinks.audit.limited";
    }

    @Override
    public String subject() {
        return network;
    }
}
