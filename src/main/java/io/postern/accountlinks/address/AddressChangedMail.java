package io.postern.accountlinks.address;

import io.postern.accountlinks.AccountNoticeWriter;
import io.postern.accountlinks.MailOrigins;
import io.postern.accountlinks.UserMailKind;
import io.postern.mail.ComposedMail;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.net.EmailAddress;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the old address of a user that it was replaced, so that a stranger's change is noticed. The reference is the old address. */
@Component
class AddressChangedMail extends UserMailKind {

    private final Outbox outbox;
    private final MailOrigins origins;
    private final AccountNoticeWriter notice;

    AddressChangedMail(Users users, Outbox outbox, MailOrigins origins, AccountNoticeWriter notice) {
        super(users);
        this.outbox = outbox;
        this.origins = origins;
        this.notice = notice;
    }

    @EventListener
    void on(UserEvent.AddressChanged changed) {
        if (changed.oldAddress() != null) {
            outbox.enqueue(this, changed.userId(), changed.oldAddress(), origins.current(changed.userId()));
        }
    }

    @Override
    public String name() {
        return "address-changed";
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return each(batch, this::compose);
    }

    private ComposedMail compose(User user, QueuedMail mail) {
        EmailAddress old = new EmailAddress(Objects.requireNonNull(mail.reference()));
        return new ComposedMail.Written(
                recipient(user),
                old,
                notice.letter(user, mail, "accountlinks.address-changed.mail.", UserPaths.PROFILE));
    }
}
