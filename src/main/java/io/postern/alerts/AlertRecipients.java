package io.postern.alerts;

import io.postern.mailsettings.MailAccount;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.Users;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who gets alert mails. */
@Component
class AlertRecipients {

    private final Users users;
    private final MailAccount account;

    AlertRecipients(Users users, MailAccount account) {
        this.users = users;
        this.account = account;
    }

    /** Somebody who gets them. */
    record Recipient(User user, Subscription subscription) {}

    /** Whether an administrator switched them on. */
    boolean areWanted() {
        return account.alertEmailsEnabled();
    }

    List<Recipient> all() {
        if (!areWanted()) {
            return List.of();
        }
        return users.enabled(Role.ADMINISTRATOR, Role.OPERATOR).stream()
                .filter(user -> personal(user).isEmpty())
                .map(user -> new Recipient(user, subscription(user)))
                .toList();
    }

    /** Why this one gets none; empty for somebody who does. */
    Optional<Obstacle> obstacle(User user) {
        return areWanted() ? personal(user) : Optional.of(Obstacle.SWITCHED_OFF);
    }

    Subscription subscription(User user) {
        return Subscription.STANDARD;
    }

    private static Optional<Obstacle> personal(User user) {
        if (user.isDisabled()) {
            return Optional.of(Obstacle.DISABLED);
        }
        if (user.role() == Role.USER) {
            return Optional.of(Obstacle.ROLE);
        }
        if (user.email().isEmpty()) {
            return Optional.of(Obstacle.NO_ADDRESS);
        }
        return user.isPending() ? Optional.of(Obstacle.PENDING) : Optional.empty();
    }
}
