package io.postern.accountlinks.address;

import io.postern.accountlinks.LinkPurpose;
import io.postern.accountlinks.LinkTokens;
import io.postern.net.EmailAddress;
import io.postern.users.PendingAddresses;
import io.postern.users.User;
import io.postern.users.UserChanges;
import io.postern.users.Users;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Uses a link up and changes the address that it confirms, both or neither. */
@Component
class AddressConfirmation {

    private final LinkTokens tokens;
    private final Users users;
    private final UserChanges changes;
    private final PendingAddresses pending;
    private final ApplicationEventPublisher events;

    AddressConfirmation(
            LinkTokens tokens,
            Users users,
            UserChanges changes,
            PendingAddresses pending,
            ApplicationEventPublisher events) {
        this.tokens = tokens;
        this.users = users;
        this.changes = changes;
        this.pending = pending;
        this.events = events;
    }

    /**
     * False when meanwhile the link was used or ended or the user changed; then nothing changed.
     *
     * @throws io.postern.users.IdentifierTaken when somebody else has the address by now; then nothing changed
     */
    @Transactional
    public boolean take(String token, User user) {
        // The same order of locks as when the mail is composed.
        if (!users.lockUnchanged(user)) {
            return false;
        }
        Optional<EmailAddress> address = pending.lockAddress(user.id());
        if (address.isEmpty() || !tokens.consume(LinkPurpose.EMAIL, token)) {
            return false;
        }
        changes.changeAddress(user.id(), address.get());
        events.publishEvent(LinkPurpose.EMAIL.used(user));
        return true;
    }
}
