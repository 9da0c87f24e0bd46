package io.postern.mail.queue;

import io.postern.audit.Audited;
import org.jspecify.annotations.Nullable;

/** A person retried or cancelled a mail, or paused or resumed the queue. */
public record QueueIntervention(String what, @Nullable Long mail, @Nullable String username) implements Audited {

    @Override
    public String action() {
        return "mail.deliveries.audit." + what;
    }

    @Override
    public String subject() {
        return mail == null ? "" : "#" + mail + (username == null ? "" : " " + username);
    }
}
