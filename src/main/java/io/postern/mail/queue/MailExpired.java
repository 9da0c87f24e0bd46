package io.postern.mail.queue;

import io.postern.audit.Audited;
import java.util.Map;

/** A mail to a known user was given up, since it could not be sent within its life. */
record MailExpired(long mail, String kind, String username) implements Audited {

    @Override
    public String action() {
        return "mail.deliveries.audit.expired";
    }

    @Override
    public String subject() {
        return "#" + mail + " " + username;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("kind", kind);
    }
}
