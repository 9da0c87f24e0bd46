package io.postern.accountlinks.reset;

import io.postern.accountlinks.AccountNotice;
import io.postern.accountlinks.UserMail;
import io.postern.mail.Composition;
import io.postern.mail.DropReason;
import io.postern.mail.Letter;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
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
    public Composition compose(User user, QueuedMail mail) {
        Letter letter = notice.letter(
                user,
                "accountlinks.changed.mail.subject",
                "accountlinks.changed.mail.text",
                "accountlinks.changed.mail.not-you");
        return user.email()
                .<Composition>map(address -> new Composition.Written(recipient(user), address, letter))
                .orElse(new Composition.Dropped(recipient(user), DropReason.NO_ADDRESS));
    }
}
