package io.postern.mail.deliveries;

import io.postern.mail.MailRefused;
import io.postern.users.RefusedAddresses;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes with the users whose mails the server refuses. */
@Component
class RefusedRecipients {

    private final RefusedAddresses refusedAddresses;

    RefusedRecipients(RefusedAddresses refusedAddresses) {
        this.refusedAddresses = refusedAddresses;
    }

    @EventListener
    void on(MailRefused refused) {
        refusedAddresses.refused(refused.user().id(), refused.to(), refused.reply());
    }

    @EventListener
    void on(MailRefused.Over over) {
        refusedAddresses.notRefused(over.addresses());
    }
}
