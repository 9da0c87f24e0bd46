package io.postern.accountlinks.address;

import io.postern.accountlinks.AccountLinkProperties;
import io.postern.accountlinks.LinkLetterWriter;
import io.postern.accountlinks.LinkPurpose;
import io.postern.accountlinks.MailOrigins;
import io.postern.accountlinks.UserMailKind;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.net.EmailAddress;
import io.postern.users.PendingAddresses;
import io.postern.users.User;
import io.postern.users.UserEvent;
import io.postern.users.Users;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The mail to an address that a user entered, with the link that makes it theirs. The reference is the address. */
@Component
class AddressMail extends UserMailKind {

    private final Users users;
    private final PendingAddresses pending;
    private final Outbox outbox;
    private final MailOrigins origins;
    private final LinkLetterWriter links;
    private final AccountLinkProperties properties;

    AddressMail(
            Users users,
            PendingAddresses pending,
            Outbox outbox,
            MailOrigins origins,
            LinkLetterWriter links,
            AccountLinkProperties properties) {
        super(users);
        this.users = users;
        this.pending = pending;
        this.outbox = outbox;
        this.origins = origins;
        this.links = links;
        this.properties = properties;
    }

    @EventListener
    void on(UserEvent.AddressRequested requested) {
        outbox.enqueue(this, requested.userId(), requested.address(), origins.current(requested.userId()));
    }

    @Override
    public String name() {
        return "address-confirmation";
    }

    @Override
    public Priority priority() {
        return Priority.REQUEST;
    }

    @Override
    public boolean isToUnconfirmedAddress() {
        return true;
    }

    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return links.inBatch(
                LinkPurpose.EMAIL,
                properties.addressLifetime(),
                letters -> each(batch, (user, mail) -> compose(user, mail, letters)));
    }

    private ComposedMail compose(User user, QueuedMail mail, LinkLetterWriter.Letters letters) {
        EmailAddress requested = new EmailAddress(Objects.requireNonNull(mail.reference()));
        if (!users.lockUnchanged(user)) {
            throw new IllegalStateException("the user changed while the mail was written");
        }
        if (pending.lockAddress(user.id()).filter(requested::equals).isEmpty()) {
            return new ComposedMail.Dropped(recipient(user), DropReason.WITHDRAWN);
        }
        // The one who asked is not told: an answer would say who has an account.
        if (users.byIdentifier(requested.value())
                .filter(owner -> !owner.id().equals(user.id()))
                .isPresent()) {
            return new ComposedMail.Dropped(recipient(user), DropReason.ADDRESS_TAKEN);
        }
        return letters.write(user, requested, mail);
    }
}
