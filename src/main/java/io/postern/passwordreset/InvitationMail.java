package io.postern.passwordreset;

import io.postern.delivery.Addressee;
import io.postern.delivery.Composition;
import io.postern.delivery.DropReason;
import io.postern.delivery.MailKind;
import io.postern.delivery.QueuedMail;
import io.postern.users.Users;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The mail with which a new user sets the first password. */
@Component
class InvitationMail implements MailKind {

    private static final Duration LIFETIME = Duration.ofDays(2);

    private final Users users;
    private final LinkMail links;
    private final LinkTokens tokens;
    private final PasswordResetProperties properties;

    InvitationMail(Users users, LinkMail links, LinkTokens tokens, PasswordResetProperties properties) {
        this.users = users;
        this.links = links;
        this.tokens = tokens;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "invitation";
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
                : users.byId(mail.user())
                        .map(user -> links.write(LinkPurpose.INVITATION, user, mail, properties.invitationLifetime()))
                        .orElse(new Composition.Dropped(DropReason.NO_SUCH_USER));
    }

    @Override
    public void accepted(QueuedMail mail) {
        if (mail.user() != null) {
            tokens.voidOlder(LinkPurpose.INVITATION, mail.user(), mail.id());
        }
    }
}
