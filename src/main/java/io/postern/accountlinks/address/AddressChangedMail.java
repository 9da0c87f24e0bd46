package io.postern.accountlinks.address;

import io.postern.accountlinks.AccountNotice;
import io.postern.accountlinks.UserMail;
import io.postern.mail.Composition;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.net.EmailAddress;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.Users;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the old address that another one took its place, so that a stranger's change is noticed. Its reference is the old address. */
@Component
class AddressChangedMail extends UserMail {

    private final Outbox outbox;
    private final AccountNotice notice;

    AddressChangedMail(Users users, Outbox outbox, AccountNotice notice) {
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
    public Composition compose(User user, QueuedMail mail) {
        EmailAddress old = new EmailAddress(Objects.requireNonNull(mail.reference()));
        return new Composition.Written(
                recipient(user),
                old,
                notice.letter(
                        user,
                        "accountlinks.address-changed.mail.subject",
                        "accountlinks.address-changed.mail.text",
                        "accountlinks.address-changed.mail.not-you"));
    }
}
