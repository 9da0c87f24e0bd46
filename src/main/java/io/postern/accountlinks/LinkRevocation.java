package io.postern.accountlinks;

import io.postern.users.UserEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Deletes the links that a change of their user makes worthless, in the transaction of the change. */
@Component
class LinkRevocation {

    private final LinkTokens tokens;

    LinkRevocation(LinkTokens tokens) {
        this.tokens = tokens;
    }

    @EventListener({UserEvent.PasswordChanged.class, UserEvent.AddressChanged.class, UserEvent.Disabled.class})
    void revokeAll(UserEvent event) {
        tokens.revokeAll(event.userId());
    }

    @EventListener({UserEvent.AddressRequested.class, UserEvent.AddressWithdrawn.class})
    void revokeAddressLinks(UserEvent event) {
        tokens.revokeAll(LinkPurpose.EMAIL, event.userId());
    }
}
