package io.postern.alerts;

import io.postern.installation.Installation;
import io.postern.mailsettings.MailAccount;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who gets alert mails, and why somebody gets none. */
@Component
class AlertRecipients {

    private final Users users;
    private final Subscriptions subscriptions;
    private final MailAccount account;
    private final Installation installation;

    AlertRecipients(Users users, Subscriptions subscriptions, MailAccount account, Installation installation) {
        this.users = users;
        this.subscriptions = subscriptions;
        this.account = account;
        this.installation = installation;
    }

    /** Somebody who may see alerts, and what keeps mails about them from this person alone. */
    record Reader(User user, Subscription subscription, List<Obstacle> obstacles) {

        boolean isReached() {
            return obstacles.isEmpty();
        }
    }

    /** Whether an administrator switched them on. */
    boolean areWanted() {
        return account.alertEmailsEnabled();
    }

    /** Those who get them. */
    List<Reader> all() {
        return areWanted() ? readers().stream().filter(Reader::isReached).toList() : List.of();
    }

    /** All who may see alerts, whether mails are switched on or not. */
    List<Reader> readers() {
        Map<UUID, Subscription> chosen = subscriptions.all();
        return users.enabled(Role.ADMINISTRATOR, Role.OPERATOR).stream()
                .map(user -> reader(user, chosen.getOrDefault(user.id(), Subscription.STANDARD)))
                .toList();
    }

    Reader reader(User user) {
        return reader(user, subscriptions.of(user.id()));
    }

    /** What keeps mails from everybody. */
    List<Obstacle> general() {
        List<Obstacle> obstacles = new ArrayList<>();
        if (!areWanted()) {
            obstacles.add(Obstacle.SWITCHED_OFF);
        }
        if (!(account.current() instanceof MailAccount.Ready)) {
            obstacles.add(Obstacle.NO_SETTINGS);
        }
        if (installation.current().publicUrl() == null) {
            obstacles.add(Obstacle.NO_PUBLIC_ADDRESS);
        }
        return obstacles;
    }

    private static Reader reader(User user, Subscription subscription) {
        List<Obstacle> obstacles = new ArrayList<>();
        if (user.isDisabled()) {
            obstacles.add(Obstacle.DISABLED);
        }
        if (user.role() == Role.USER) {
            obstacles.add(Obstacle.ROLE);
        }
        if (user.email().isEmpty()) {
            obstacles.add(Obstacle.NO_ADDRESS);
        } else if (user.isPending()) {
            obstacles.add(Obstacle.PENDING);
        }
        if (subscription.isEmpty()) {
            obstacles.add(Obstacle.WANTS_NONE);
        }
        return new Reader(user, subscription, List.copyOf(obstacles));
    }
}
