package io.postern.mail.queue;

import io.postern.mail.MailSettingsSaved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Saved settings may have fixed the problem, and unchanged ones say that it was fixed elsewhere: the held queue probes at once. */
@Component
class QueueHoldListener {

    private final QueueHold queueHold;
    private final Refusals refusals;

    QueueHoldListener(QueueHold queueHold, Refusals refusals) {
        this.queueHold = queueHold;
        this.refusals = refusals;
    }

    @EventListener
    void on(MailSettingsSaved saved) {
        queueHold.settingsChanged();
        refusals.forget();
    }
}
