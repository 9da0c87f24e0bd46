package io.postern.passwordreset;

import io.postern.delivery.Addressee;
import io.postern.delivery.Composition;
import io.postern.delivery.DropReason;
import io.postern.delivery.MailKind;
import io.postern.delivery.QueuedMail;
import io.postern.users.User;
import io.postern.users.Users;
import java.time.Duration;
import java.util.Optional;

/** A mail to a user who is known when it is queued. */
abstract class UserMail implements MailKind {

    private static final Duration LIFETIME = Duration.ofDays(2);

    private final Users users;

    UserMail(Users users) {
        this.users = users;
    }

    static Addressee addressee(User user) {
        return new Addressee(user.id(), user.username());
    }

    abstract Composition compose(User user, QueuedMail mail);

    @Override
    public Priority priority() {
        return Priority.PERSON;
    }

    @Override
    public Duration lifetime() {
        return LIFETIME;
    }

    @Override
    public Optional<Addressee> addressee(QueuedMail mail) {
        return who(mail).map(UserMail::addressee);
    }

    @Override
    public Composition compose(QueuedMail mail) {
        return who(mail).map(user -> compose(user, mail)).orElse(new Composition.Dropped(DropReason.NO_SUCH_USER));
    }

    private Optional<User> who(QueuedMail mail) {
        return Optional.ofNullable(mail.user()).flatMap(users::byId);
    }
}
