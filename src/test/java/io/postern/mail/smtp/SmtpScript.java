package io.postern.mail.smtp;

import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a scripted server does, by phase and by recipient; where nothing is said, it behaves. */
final class SmtpScript {

    private final Map<Phase, ScriptedActs> phases = new EnumMap<>(Phase.class);
    private final Map<String, ScriptedActs> recipients = new HashMap<>();

    synchronized void set(Phase phase, Act... acts) {
        phases.put(phase, new ScriptedActs(List.of(acts)));
    }

    synchronized void set(String recipient, Act... acts) {
        recipients.put(recipient, new ScriptedActs(List.of(acts)));
    }

    synchronized Act next(Phase phase) {
        ScriptedActs sequence = phases.get(phase);
        return sequence == null ? Act.behave() : sequence.next();
    }

    synchronized Act nextFor(String recipient) {
        ScriptedActs sequence = recipients.get(recipient);
        return sequence == null ? next(Phase.RCPT) : sequence.next();
    }
}
