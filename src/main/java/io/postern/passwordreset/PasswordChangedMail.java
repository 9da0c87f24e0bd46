package io.postern.passwordreset;

import io.postern.delivery.Addressee;
import io.postern.delivery.Composition;
import io.postern.delivery.DropReason;
import io.postern.delivery.Letter;
import io.postern.delivery.MailKind;
import io.postern.delivery.QueuedMail;
import io.postern.installation.Installation;
import io.postern.users.User;
import io.postern.users.Users;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells somebody that the password was changed, so that a stranger's change is noticed. It holds no link that could do harm. */
@Component
class PasswordChangedMail implements MailKind {

    private static final Duration LIFETIME = Duration.ofDays(2);

    private final Users users;
    private final Installation installation;
    private final MessageSource messages;

    PasswordChangedMail(Users users, Installation installation, MessageSource messages) {
        this.users = users;
        this.installation = installation;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "password-changed";
    }

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
        return Optional.ofNullable(mail.user())
                .flatMap(users::byId)
                .map(user -> new Addressee(user.id(), user.username()));
    }

    @Override
    public Composition compose(QueuedMail mail) {
        return mail.user() == null
                ? new Composition.Dropped(DropReason.NO_SUCH_USER)
                : users.byId(mail.user()).map(this::compose).orElse(new Composition.Dropped(DropReason.NO_SUCH_USER));
    }

    private Composition compose(User user) {
        Addressee addressee = new Addressee(user.id(), user.username());
        return user.email()
                .<Composition>map(address -> new Composition.Written(addressee, address, letter(user)))
                .orElse(new Composition.Dropped(addressee, DropReason.NO_ADDRESS));
    }

    private Letter letter(User user) {
        String name = installation.current().name();
        Locale language = user.language().orElse(installation.current().defaultLanguage());
        return new Letter(
                language,
                messages.getMessage("passwordreset.changed.mail.subject", new Object[] {name}, language),
                messages.getMessage("passwordreset.mail.greeting", new Object[] {user.displayName()}, language),
                List.of(messages.getMessage(
                        "passwordreset.changed.mail.text", new Object[] {name, user.username()}, language)),
                null,
                List.of(messages.getMessage("passwordreset.changed.mail.not-you", null, language)));
    }
}
