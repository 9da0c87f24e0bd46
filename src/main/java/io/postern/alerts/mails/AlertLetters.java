package io.postern.alerts.mails;

import io.postern.alerts.AlertMessages;
import io.postern.alerts.subscriptions.AlertRecipients;
import io.postern.alerts.subscriptions.NoMailReason;
import io.postern.alerts.subscriptions.Subscription;
import io.postern.alerts.subscriptions.Topic;
import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Letter;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.users.User;
import io.postern.users.Users;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes mails about alerts, in the recipient's language: the most severe first, and not more than can be read. */
@Component
class AlertLetters {

    static final int SHOWN = 20;

    private final Users users;
    private final AlertRecipients recipients;
    private final AlertMailQuery mails;
    private final Installation installation;
    private final AlertMessages messages;

    AlertLetters(
            Users users,
            AlertRecipients recipients,
            AlertMailQuery mails,
            Installation installation,
            AlertMessages messages) {
        this.users = users;
        this.recipients = recipients;
        this.mails = mails;
        this.installation = installation;
        this.messages = messages;
    }

    enum Kind {
        BATCH,
        DIGEST;

        Set<Topic> topics(Subscription subscription, Collection<Topic> topics) {
            return this == BATCH ? subscription.atOnce(topics) : subscription.inDigest(topics);
        }
    }

    Map<Long, Recipient> addressees(List<QueuedMail> mails) {
        Map<UUID, User> known = users.byIds(
                mails.stream().map(QueuedMail::user).filter(Objects::nonNull).toList());
        Map<Long, Recipient> addressees = new HashMap<>();
        mails.forEach(mail -> Optional.ofNullable(known.get(mail.user()))
                .ifPresent(user -> addressees.put(mail.id(), recipient(user))));
        return addressees;
    }

    /** A mail about the most severe of these alerts, or why there is none. */
    ComposedMail write(QueuedMail mail, MailableAlerts mailable, Kind kind) {
        Optional<User> known = userOf(mail);
        if (known.isEmpty()) {
            return new ComposedMail.Dropped(DropReason.NO_SUCH_USER);
        }
        User user = known.get();
        AlertRecipients.Reader reader = recipients.reader(user);
        if (!reader.isReached() || !recipients.mailsEnabled()) {
            return new ComposedMail.Dropped(recipient(user), dropReason(reader.noMailReasons()));
        }
        Set<Topic> topics = kind.topics(reader.subscription(), mails.topics(mailable));
        AlertMailQuery.Selection alerts = mails.select(mailable, topics, SHOWN);
        return alerts.total() == 0
                ? new ComposedMail.Dropped(recipient(user), DropReason.NOT_WANTED)
                : new ComposedMail.Written(recipient(user), user.email().orElseThrow(), letter(user, alerts, kind));
    }

    private Letter letter(User user, AlertMailQuery.Selection alerts, Kind kind) {
        InstallationSettings settings = installation.current();
        Locale language = user.language().orElse(settings.defaultLanguage());
        AlertLines lines = new AlertLines(messages, language, settings.timeZone());
        String name = settings.name();
        return new Letter(
                language,
                kind == Kind.DIGEST
                        ? messages.message("alerts.digest.subject", language, name, alerts.total())
                        : lines.subject(name, alerts),
                messages.message("alerts.mail.greeting", language, user.displayName()),
                List.of(
                        kind == Kind.DIGEST
                                ? messages.message("alerts.digest.intro", language, name)
                                : messages.message("alerts.mail.intro", language, name)),
                lines.listing(alerts),
                new Letter.Action(
                        messages.message("alerts.mail.action", language),
                        installation.link("/alerts").orElseThrow()),
                List.of(
                        messages.message("alerts.mail.zone", language, lines.zone()),
                        messages.message("alerts.mail.why", language, name)),
                new Letter.Action(
                        messages.message("alerts.mail.choose", language),
                        installation.link("/profile/alerts").orElseThrow()));
    }

    private Optional<User> userOf(QueuedMail mail) {
        return Optional.ofNullable(mail.user()).flatMap(users::byId);
    }

    private static Recipient recipient(User user) {
        return new Recipient(user.id(), user.username());
    }

    private static DropReason dropReason(List<NoMailReason> reasons) {
        if (reasons.contains(NoMailReason.DISABLED)) {
            return DropReason.DISABLED;
        }
        return reasons.contains(NoMailReason.NO_ADDRESS) ? DropReason.NO_ADDRESS : DropReason.NOT_WANTED;
    }
}
