package io.postern.passwordreset;

import io.postern.delivery.Composition;
import io.postern.delivery.DropReason;
import io.postern.delivery.Letter;
import io.postern.delivery.QueuedMail;
import io.postern.users.User;
import io.postern.users.Users;
import org.springframework.stereotype.Component;

/** Tells somebody that the password was changed, so that a stranger's change is noticed. */
@Component
class PasswordChangedMail extends UserMail {

    private final AccountNotice notice;

    PasswordChangedMail(Users users, AccountNotice notice) {
        super(users);
        this.notice = notice;
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
