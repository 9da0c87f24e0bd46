package io.postern.alerts.subscriptions;

import io.postern.installation.Installation;
import io.postern.mail.AlertMailSwitch;
import io.postern.mail.MailReadiness;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who gets alert mails, and why others get none. */
@Component
public class AlertRecipients {

    private final Users users;
    private final Subscriptions subscriptions;
    private final AlertMailSwitch mails;
    private final MailReadiness readiness;
    private final Installation installation;

    AlertRecipients(
            Users users,
            Subscriptions subscriptions,
            AlertMailSwitch mails,
            MailReadiness readiness,
            Installation installation) {
        this.users = users;
        this.subscriptions = subscriptions;
        this.mails = mails;
        this.readiness = readiness;
        this.installation = installation;
    }

    /**
     * A user who may see alerts.
     *
     * @param noMailReasons why this user gets no alert mails while others do
     */
    public record Reader(User user, Subscription subscription, List<NoMailReason> noMailReasons) {

        public boolean isReached() {
            return noMailReasons.isEmpty();
        }
    }

    /** Whether an administrator switched alert mails on. */
    public boolean mailsEnabled() {
        return mails.state().enabled();
    }

    /** All who get alert mails. */
    public List<Reader> all() {
        return mailsEnabled() ? readers().stream().filter(Reader::isReached).toList() : List.of();
    }

    /** All who may see alerts, also while alert mails are switched off. */
    public List<Reader> readers() {
        Map<UUID, Subscription> chosen = subscriptions.all();
        return users.enabled(Role.ADMINISTRATOR, Role.OPERATOR).stream()
                .map(user -> reader(user, chosen.getOrDefault(user.id(), Subscription.STANDARD)))
                .toList();
    }

    public Reader reader(User user) {
        return reader(user, subscriptions.of(user.id()));
    }

    /** Why nobody gets alert mails; empty while they work. */
    public List<NoMailReason> reasonsForAll() {
        List<NoMailReason> reasons = new ArrayList<>();
        if (!mailsEnabled()) {
            reasons.add(NoMailReason.SWITCHED_OFF);
        }
        if (!readiness.isReady()) {
            reasons.add(NoMailReason.NO_SETTINGS);
        }
        if (installation.current().publicUrl() == null) {
            reasons.add(NoMailReason.NO_PUBLIC_ADDRESS);
        }
        return reasons;
    }

    private static Reader reader(User user, Subscription subscription) {
        List<NoMailReason> reasons = new ArrayList<>();
        if (user.isDisabled()) {
            reasons.add(NoMailReason.DISABLED);
        }
        if (user.role() == Role.USER) {
            reasons.add(NoMailReason.ROLE);
        }
        if (user.email().isEmpty()) {
            reasons.add(NoMailReason.NO_ADDRESS);
        } else if (user.isPending()) {
            reasons.add(NoMailReason.PENDING);
        }
        if (subscription.isEmpty()) {
            reasons.add(NoMailReason.WANTS_NONE);
        }
        return new Reader(user, subscription, List.copyOf(reasons));
    }
}
