package io.postern.accountlinks;

import io.postern.audit.Audited;
import java.util.Locale;

/** Somebody did through a mailed link what it is for: set a password, or confirmed an address. */
public record LinkUsed(LinkPurpose purpose, String username) implements Audited {

    @Override
    public String action() {
        return "accountlinks.audit.used-" + purpose.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String subject() {
        return username;
    }
}
