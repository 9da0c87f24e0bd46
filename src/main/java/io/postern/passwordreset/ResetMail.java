package io.postern.passwordreset;

import io.postern.delivery.Addressee;
import io.postern.delivery.Composition;
import io.postern.delivery.DropReason;
import io.postern.delivery.MailKind;
import io.postern.delivery.QueuedMail;
import io.postern.limits.Limits;
import io.postern.users.User;
import io.postern.users.Users;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The mail with which somebody who forgot the password gets back in. */
@Component
class ResetMail implements MailKind {

    private final Users users;
    private final LinkMail links;
    private final LinkTokens tokens;
    private final Limits limits;
    private final PasswordResetProperties properties;
    private final ApplicationEventPublisher events;

    ResetMail(
            Users users,
            LinkMail links,
            LinkTokens tokens,
            Limits limits,
            PasswordResetProperties properties,
            ApplicationEventPublisher events) {
        this.users = users;
        this.links = links;
        this.tokens = tokens;
        this.limits = limits;
        this.properties = properties;
        this.events = events;
    }

    @Override
    public String name() {
        return "password-reset";
    }

    @Override
    public Priority priority() {
        return Priority.PERSON;
    }

    @Override
    public Duration lifetime() {
        return properties.requestLifetime();
    }

    @Override
    public Composition compose(QueuedMail mail) {
        Optional<User> user = who(mail);
        if (user.isEmpty()) {
            return new Composition.Dropped(DropReason.NO_SUCH_USER);
        }
        boolean asked = mail.reference() != null;
        if (asked && !mayHaveAnother(user.get())) {
            return new Composition.Dropped(UserMail.addressee(user.get()), DropReason.LIMIT);
        }
        if (asked) {
            events.publishEvent(new ResetRequested(user.get().username(), mail.origin()));
        }
        return links.write(LinkPurpose.RESET, user.get(), mail, properties.tokenLifetime());
    }

    @Override
    public Optional<Addressee> addressee(QueuedMail mail) {
        return who(mail).map(UserMail::addressee);
    }

    @Override
    public void accepted(QueuedMail mail) {
        if (mail.user() != null) {
            tokens.voidOlder(LinkPurpose.RESET, mail.user(), mail.id());
        }
    }

    private Optional<User> who(QueuedMail mail) {
        if (mail.user() != null) {
            return users.byId(mail.user());
        }
        return mail.reference() == null ? Optional.empty() : users.byIdentifier(mail.reference());
    }

    private boolean mayHaveAnother(User user) {
        return limits.tryAcquireWithin("reset-mail:" + user.id(), properties.mailsPerAccount(), properties.window());
    }
}
