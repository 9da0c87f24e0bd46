package io.postern.accountlinks;

import io.postern.users.User;
import io.postern.users.Users;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Uses a link up and sets the password, both or neither. */
@Component
class PasswordLinkUse {

    private final LinkTokens tokens;
    private final Users users;
    private final ApplicationEventPublisher events;

    PasswordLinkUse(LinkTokens tokens, Users users, ApplicationEventPublisher events) {
        this.tokens = tokens;
        this.users = users;
        this.events = events;
    }

    /** False when the link was used or ended, or the user changed, in the meantime; then nothing changed. */
    @Transactional
    public boolean set(LinkPurpose purpose, String token, User user, String encodedPassword) {
        // The user first: otherwise two links of one user, used at once, would lock in different order and wait for
        // each other.
        if (!users.lockUnchanged(user) || !tokens.consume(purpose, token)) {
            return false;
        }
        UUID id = user.id();
        users.changePasswordHash(id, encodedPassword);
        events.publishEvent(purpose.used(user));
        return true;
    }
}
