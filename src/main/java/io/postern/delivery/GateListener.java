package io.postern.delivery;

import io.postern.mailsettings.MailSettingsChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** New settings may be the cure: the held queue probes at once. */
@Component
class GateListener {

    private final Gate gate;

    GateListener(Gate gate) {
        this.gate = gate;
    }

    @EventListener
    void on(MailSettingsChanged changed) {
        gate.settingsChanged();
    }
}
