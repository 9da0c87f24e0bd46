package io.postern.accountlinks.invitation;

import io.postern.accountlinks.AccountLinkProperties;
import io.postern.accountlinks.LinkLetterWriter;
import io.postern.accountlinks.LinkPurpose;
import io.postern.accountlinks.LinkTokens;
import io.postern.accountlinks.UserMailKind;
import io.postern.mail.ComposedMail;
import io.postern.mail.DropReason;
import io.postern.mail.Outbox;
import io.postern.mail.QueuedMail;
import io.postern.users.UserEvent;
import io.postern.users.Users;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The mail with which a new user sets the first password. */
@Component
class InvitationMail extends UserMailKind {

    private final Users users;
    private final Outbox outbox;
    private final LinkLetterWriter links;
    private final LinkTokens tokens;
    private final AccountLinkProperties properties;

    InvitationMail(
            Users users, Outbox outbox, LinkLetterWriter links, LinkTokens tokens, AccountLinkProperties properties) {
        super(users);
        this.users = users;
        this.outbox = outbox;
        this.links = links;
        this.tokens = tokens;
        this.properties = properties;
    }

    @EventListener
    void on(UserEvent.Created created) {
        if (created.invited() && created.inBulk()) {
            outbox.enqueueInBulk(this, created.userId());
        } else if (created.invited()) {
            outbox.enqueue(this, created.userId());
        }
    }

    @Override
    public String name() {
        return "invitation";
    }

    /** None to somebody who has a password: the link works for days, which is too long for a reset. */
    @Override
    public Map<Long, ComposedMail> compose(List<QueuedMail> batch) {
        return links.inBatch(
                LinkPurpose.INVITATION,
                properties.invitationLifetime(),
                letters -> each(
                        batch,
                        (user, mail) -> user.isPending()
                                ? letters.write(user, mail)
                                : new ComposedMail.Dropped(recipient(user), DropReason.WITHDRAWN)));
    }

    /** The links of an invitation end with them. */
    @EventListener({UserEvent.AddressChanged.class, UserEvent.Disabled.class})
    void on(UserEvent event) {
        users.recordInvitation(event.userId(), null);
    }

    /** The users before their links, in the order in which others lock them. */
    @Override
    public void accepted(List<QueuedMail> mails) {
        tokens.ends(LinkPurpose.INVITATION, mails).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(user -> users.recordInvitation(user.getKey(), user.getValue()));
        tokens.revokeOlder(LinkPurpose.INVITATION, mails);
    }
}
