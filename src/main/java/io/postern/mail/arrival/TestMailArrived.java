package io.postern.mail.arrival;

import io.postern.audit.Audited;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who has a test mail said that it arrived.
 *
 * @param server the host that was tested
 */
public record TestMailArrived(UUID test, String server, ArrivedAfter after) implements Audited {

    @Override
    public String action() {
        return "mail.arrival.audit.arrived";
    }

    @Override
    public String subject() {
        return server;
    }

    @Override
    public Map<String, String> details() {
        return after.duration() == null
                ? Map.of()
                : Map.of("seconds", String.valueOf(after.duration().toSeconds()));
    }
}
