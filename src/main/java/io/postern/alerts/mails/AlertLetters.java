package io.postern.alerts.mails;

import io.postern.alerts.AlertMessages;
import io.postern.alerts.subscriptions.AlertRecipients;
import io.postern.alerts.subscriptions.NoMailReason;
import io.postern.alerts.subscriptions.Subscription;
import io.postern.alerts.subscriptions.Topic;
import io.postern.installation.Installation;
import io.postern.installation.InstallationSettings;
import io.postern.mail.Composition;
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
    private final AlertMails mails;
    private final Installation installation;
    private final AlertMessages words;

    AlertLetters(
            Users users, AlertRecipients recipients, AlertMails mails, Installation installation, AlertMessages words) {
        this.users = users;
        this.recipients = recipients;
        this.mails = mails;
        this.installation = installation;
        this.words = words;
    }

    enum Kind {
        BATCH,
        DIGEST;

        Set<Topic> wanted(Subscription subscription, Collection<Topic> topics) {
            return this == BATCH ? subscription.atOnce(topics) : subscription.inDigest(topics);
        }
    }

    Map<Long, Recipient> addressees(List<QueuedMail> mails) {
        Map<UUID, User> known = users.byIds(
                mails.stream().map(QueuedMail::user).filter(Objects::nonNull).toList());
        Map<Long, Recipient> addressees = new HashMap<>();
        mails.forEach(mail -> Optional.ofNullable(known.get(mail.user()))
                .ifPresent(user -> addressees.put(mail.id(), addressee(user))));
        return addressees;
    }

    /** A mail about the most severe of these alerts, or why there is none. */
    Composition write(QueuedMail mail, MailableAlerts told, Kind kind) {
        Optional<User> known = who(mail);
        if (known.isEmpty()) {
            return new Composition.Dropped(DropReason.NO_SUCH_USER);
        }
        User user = known.get();
        AlertRecipients.Reader reader = recipients.reader(user);
        if (!reader.isReached() || !recipients.areWanted()) {
            return new Composition.Dropped(addressee(user), reason(reader.obstacles()));
        }
        Set<Topic> wanted = kind.wanted(reader.subscription(), mails.topics(told));
        AlertMails.Selection alerts = mails.select(told, wanted, SHOWN);
        return alerts.total() == 0
                ? new Composition.Dropped(addressee(user), DropReason.NOT_WANTED)
                : new Composition.Written(addressee(user), user.email().orElseThrow(), letter(user, alerts, kind));
    }

    private Letter letter(User user, AlertMails.Selection alerts, Kind kind) {
        InstallationSettings settings = installation.current();
        Locale language = user.language().orElse(settings.defaultLanguage());
        AlertLines lines = new AlertLines(words, language, settings.timeZone());
        String name = settings.name();
        return new Letter(
                language,
                kind == Kind.DIGEST
                        ? words.say("alerts.digest.subject", language, name, alerts.total())
                        : lines.subject(name, alerts),
                words.say("alerts.mail.greeting", language, user.displayName()),
                List.of(
                        kind == Kind.DIGEST
                                ? words.say("alerts.digest.intro", language, name)
                                : words.say("alerts.mail.intro", language, name)),
                lines.listing(alerts),
                new Letter.Action(
                        words.say("alerts.mail.action", language),
                        installation.link("/alerts").orElseThrow()),
                List.of(
                        words.say("alerts.mail.zone", language, lines.zone()),
                        words.say("alerts.mail.why", language, name)),
                new Letter.Action(
                        words.say("alerts.mail.choose", language),
                        installation.link("/profile/alerts").orElseThrow()));
    }

    private Optional<User> who(QueuedMail mail) {
        return Optional.ofNullable(mail.user()).flatMap(users::byId);
    }

    private static Recipient addressee(User user) {
        return new Recipient(user.id(), user.username());
    }

    private static DropReason reason(List<NoMailReason> obstacles) {
        if (obstacles.contains(NoMailReason.DISABLED)) {
            return DropReason.DISABLED;
        }
        return obstacles.contains(NoMailReason.NO_ADDRESS) ? DropReason.NO_ADDRESS : DropReason.NOT_WANTED;
    }
}
