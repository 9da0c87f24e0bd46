package io.postern.accountlinks.address;

import io.postern.accountlinks.AccountNoticeWriter;
import io.postern.accountlinks.UserMailKind;
import io.postern.mail.ComposedMail;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.net.EmailAddress;
import io.postern.users.User;
import io.postern.users.UserEvent;
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
    private final AccountNoticeWriter notice;

    AddressChangedMail(Users users, Outbox outbox, AccountNoticeWriter notice) {
        super(users);
        this.outbox = outbox;
        this.notice = notice;
    }

    @EventListener
    void on(UserEvent.AddressChanged changed) {
        if (changed.oldAddress() != null) {
            outbox.enqueue(this, changed.userId(), changed.oldAddress());
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
                notice.letter(
                        user,
                        "accountlinks.address-changed.mail.subject",
                        "accountlinks.address-changed.mail.text",
                        "accountlinks.address-changed.mail.not-you"));
    }
}
