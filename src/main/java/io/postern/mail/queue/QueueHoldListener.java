package io.postern.mail.queue;

import io.postern.mail.MailSettingsSaved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Saved settings may be the cure, and unchanged ones say that the cure was elsewhere: the held queue probes at once. */
@Component
class QueueHoldListener {

    private final QueueHold gate;

    QueueHoldListener(QueueHold gate) {
        this.gate = gate;
    }

    @EventListener
    void on(MailSettingsSaved saved) {
        gate.settingsChanged();
    }
}
