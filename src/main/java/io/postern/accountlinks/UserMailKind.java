package io.postern.accountlinks;

import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.MailKind;
import io.postern.mail.QueuedMail;
import io.postern.mail.Recipient;
import io.postern.users.User;
import io.postern.users.Users;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** A kind of mail to a user who is known when it is queued. */
public abstract class UserMailKind implements MailKind {

    private static final Duration LIFETIME = Duration.ofDays(2);

    private final Users users;

    public UserMailKind(Users users) {
        this.users = users;
    }

    public static Recipient recipient(User user) {
        return new Recipient(user.id(), user.username());
    }

    @Override
    public Priority priority() {
        return Priority.NOTICE;
    }

    @Override
    public Duration lifetime() {
        return LIFETIME;
    }

    @Override
    public Map<Long, Recipient> recipients(List<QueuedMail> mails) {
        Map<UUID, User> known = usersOf(mails);
        Map<Long, Recipient> recipients = new HashMap<>();
        mails.forEach(mail -> Optional.ofNullable(known.get(mail.user()))
                .ifPresent(user -> recipients.put(mail.id(), recipient(user))));
        return recipients;
    }

    /** Composes each mail by itself; a mail whose user was deleted is dropped. */
    protected final Map<Long, ComposedMail> each(
            List<QueuedMail> batch, BiFunction<User, QueuedMail, ComposedMail> compose) {
        Map<UUID, User> known = usersOf(batch);
        return batch.stream()
                .collect(Collectors.toMap(
                        QueuedMail::id,
                        mail -> known.containsKey(mail.user())
                                ? compose.apply(known.get(mail.user()), mail)
                                : new ComposedMail.Dropped(DropReason.NO_SUCH_USER)));
    }

    private Map<UUID, User> usersOf(List<QueuedMail> mails) {
        return users.byIds(
                mails.stream().map(QueuedMail::user).filter(Objects::nonNull).toList());
    }
}
