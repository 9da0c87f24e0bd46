package io.postern.passwordreset;

import io.postern.delivery.Composition;
import io.postern.delivery.DropReason;
import io.postern.delivery.Letter;
import io.postern.delivery.Outbox;
import io.postern.delivery.QueuedMail;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.Users;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells somebody that the password was changed, so that a stranger's change is noticed. */
@Component
class PasswordChangedMail extends UserMail {

    private final Outbox outbox;
    private final AccountNotice notice;

    PasswordChangedMail(Users users, Outbox outbox, AccountNotice notice) {
        super(users);
        this.outbox = outbox;
        this.notice = notice;
    }

    /** Who just chose a first password need not be told. */
    @EventListener
    void on(UserEvent.PasswordChanged changed) {
        if (!changed.first()) {
            outbox.enqueue(this, changed.userId());
        }
    }

    @Override
    public String name() {
        return "password-changed";
    }

    @Override
    Composition compose(User user, QueuedMail mail) {
        Letter letter = notice.letter(
                user,
                "passwordreset.changed.mail.subject",
                "passwordreset.changed.mail.text",
                "passwordreset.changed.mail.not-you");
        return user.email()
                .<Composition>map(address -> new Composition.Written(addressee(user), address, letter))
                .orElse(new Composition.Dropped(addressee(user), DropReason.NO_ADDRESS));
    }
}
