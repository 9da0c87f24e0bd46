package io.postern.accountlinks;

import io.postern.audit.Audited;

/** An administrator had a link mailed to a user. */
public record LinkSent(String kind, String username) implements Audited {

    @Override
    public String action() {
        return "accountlinks.audit.sent-" + kind;
    }

    @Override
    public String subject() {
        return username;
    }
}
