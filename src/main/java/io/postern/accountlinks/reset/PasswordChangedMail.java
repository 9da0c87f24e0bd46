package io.postern.accountlinks.reset;

import io.postern.accountlinks.AccountNoticeWriter;
import io.postern.accountlinks.MailOrigins;
import io.postern.accountlinks.UserMailKind;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Letter;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.Users;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells a user that the password was changed, so that a stranger's change is noticed. */
@Component
class PasswordChangedMail extends UserMailKind {

    private final Outbox outbox;
    private final MailOrigins origins;
    private final AccountNoticeWriter notice;

    PasswordChangedMail(Users users, Outbox outbox, MailOrigins origins, AccountNoticeWriter notice) {
        super(users);
        this.outbox = outbox;
        this.origins = origins;
        this.notice = notice;
    }

    /** None for a first password. */
    @EventListener
    void on(UserEvent.PasswordChanged changed) {
        if (!changed.first()) {
            outbox.enqueue(this, changed.userId(), null, origins.current(changed.userId()));
        }
    }

    @Override
    public String name() {
        return "password-changed";
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return each(batch, this::compose);
    }

    private ComposedMail compose(User user, QueuedMail mail) {
        Letter letter = notice.letter(user, mail, "accountlinks.changed.mail.", "/forgot-password");
        return user.email()
                .<ComposedMail>map(address -> new ComposedMail.Written(recipient(user), address, letter))
                .orElse(new ComposedMail.Dropped(recipient(user), DropReason.NO_ADDRESS));
    }
}
