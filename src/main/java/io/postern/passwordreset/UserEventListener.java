package io.postern.passwordreset;

import io.postern.delivery.Outbox;
import io.postern.users.UserEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a change of a user means for links and mails, in the transaction of the change. */
@Component
class UserEventListener {

    private final LinkTokens tokens;
    private final Outbox outbox;
    private final InvitationMail invitation;
    private final PasswordChangedMail passwordChanged;
    private final AddressMail address;
    private final AddressChangedMail addressChanged;

    UserEventListener(
            LinkTokens tokens,
            Outbox outbox,
            InvitationMail invitation,
            PasswordChangedMail passwordChanged,
            AddressMail address,
            AddressChangedMail addressChanged) {
        this.tokens = tokens;
        this.outbox = outbox;
        this.invitation = invitation;
        this.passwordChanged = passwordChanged;
        this.address = address;
        this.addressChanged = addressChanged;
    }

    @EventListener
    void on(UserEvent.Created created) {
        if (created.invited()) {
            outbox.enqueue(invitation, created.userId());
        }
    }

    @EventListener
    void on(UserEvent.PasswordChanged changed) {
        tokens.voidAll(changed.userId());
        // Who just chose a first password need not be told.
        if (!changed.first()) {
            outbox.enqueue(passwordChanged, changed.userId());
        }
    }

    @EventListener
    void on(UserEvent.AddressAsked asked) {
        tokens.voidAll(LinkPurpose.EMAIL, asked.userId());
        outbox.enqueue(address, asked.userId(), asked.address());
    }

    @EventListener
    void on(UserEvent.AddressWithdrawn withdrawn) {
        tokens.voidAll(LinkPurpose.EMAIL, withdrawn.userId());
    }

    @EventListener
    void on(UserEvent.AddressChanged changed) {
        tokens.voidAll(changed.userId());
        if (changed.oldAddress() != null) {
            outbox.enqueue(addressChanged, changed.userId(), changed.oldAddress());
        }
    }

    @EventListener
    void on(UserEvent.Disabled disabled) {
        tokens.voidAll(disabled.userId());
    }
}
