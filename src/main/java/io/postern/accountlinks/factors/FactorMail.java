package io.postern.accountlinks.factors;

import io.postern.accountlinks.AccountNoticeWriter;
import io.postern.accountlinks.MailOrigins;
import io.postern.accountlinks.UserMailKind;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Letter;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.signin.FactorEvent;
import io.postern.users.User;
import io.postern.users.Users;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells a user of every change to the second factor, so that a stranger's is noticed (NIST SP 800-63B-4, section 4.6). The reference is
 * what happened.
 */
@Component
class FactorMail extends UserMailKind {

    private final Outbox outbox;
    private final MailOrigins origins;
    private final AccountNoticeWriter notice;

    FactorMail(Users users, Outbox outbox, MailOrigins origins, AccountNoticeWriter notice) {
        super(users);
        this.outbox = outbox;
        this.origins = origins;
        this.notice = notice;
    }

    @EventListener
    void on(FactorEvent event) {
        outbox.enqueue(this, event.user(), event.kind().code(), origins.current(event.user()));
    }

    @Override
    public String name() {
        return "second-factor";
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return each(batch, this::compose);
    }

    private ComposedMail compose(User user, QueuedMail mail) {
        String what = Objects.requireNonNull(mail.reference());
        Letter letter = notice.letter(user, mail, "accountlinks.factor.mail.", what, FactorEvent.PAGE);
        return user.email()
                .<ComposedMail>map(address -> new ComposedMail.Written(recipient(user), address, letter))
                .orElse(new ComposedMail.Dropped(recipient(user), DropReason.NO_ADDRESS));
    }
}
