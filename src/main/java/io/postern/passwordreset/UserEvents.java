package io.postern.passwordreset;

import io.postern.delivery.Outbox;
import io.postern.users.AddressChanged;
import io.postern.users.PasswordChanged;
import io.postern.users.UserCreated;
import io.postern.users.UserDisabled;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a change of a user means for links and mails, in the transaction of the change. */
@Component
class UserEvents {

    private final LinkTokens tokens;
    private final Outbox outbox;
    private final InvitationMail invitation;
    private final PasswordChangedMail passwordChanged;

    UserEvents(LinkTokens tokens, Outbox outbox, InvitationMail invitation, PasswordChangedMail passwordChanged) {
        this.tokens = tokens;
        this.outbox = outbox;
        this.invitation = invitation;
        this.passwordChanged = passwordChanged;
    }

    @EventListener
    void on(UserCreated created) {
        if (created.pending()) {
            outbox.enqueue(invitation, created.userId());
        }
    }

    @EventListener
    void on(PasswordChanged changed) {
        tokens.voidAll(changed.userId());
        // Who just chose a first password need not be told.
        if (!changed.first()) {
            outbox.enqueue(passwordChanged, changed.userId());
        }
    }

    @EventListener
    void on(AddressChanged changed) {
        tokens.voidAll(changed.userId());
    }

    @EventListener
    void on(UserDisabled disabled) {
        tokens.voidAll(disabled.userId());
    }
}
