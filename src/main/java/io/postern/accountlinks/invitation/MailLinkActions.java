package io.postern.accountlinks.invitation;

import io.postern.accountlinks.reset.ResetMail;
import io.postern.audit.AuditEntry;
import io.postern.mail.MailKind;
import io.postern.mail.Outbox;
import io.postern.selection.SelectionAction;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;

/** The mails with links that selected users get. They rank behind what a person asked for. */
@Configuration(proxyBeanMethods = false)
class MailLinkActions {

    private final Users users;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;

    MailLinkActions(Users users, Outbox outbox, ApplicationEventPublisher events) {
        this.users = users;
        this.outbox = outbox;
        this.events = events;
    }

    @Bean
    @Order(4)
    SelectionAction inviteUsers(InvitationMail mail) {
        return action("invite", "when not pending then 'not-pending' ", mail);
    }

    @Bean
    @Order(5)
    SelectionAction resetPasswordsOfUsers(ResetMail mail) {
        return action("password-reset", "", mail);
    }

    private SelectionAction action(String name, String first, MailKind kind) {
        return SelectionAction.plain(
                UserPaths.LIST,
                name,
                "case " + first + "when disabled then 'disabled' when not reachable then 'no-address' end",
                (row, none) -> send(UUID.fromString(row), kind));
    }

    /** @return why not, as a code */
    private @Nullable String send(UUID id, MailKind kind) {
        User user = users.existing(id);
        if (!users.lockUnchanged(user)) {
            throw new OptimisticLockingFailureException("changed meanwhile, to be read again");
        }
        String reason = MailLinkController.reasonNotToSend(user, kind);
        if (reason == null && !outbox.enqueueInBulkUnlessWaiting(kind, user.id())) {
            reason = "waiting";
        }
        if (reason == null) {
            events.publishEvent(new AuditEntry("accountlinks.audit.sent-" + kind.name(), user.username()));
        }
        return reason;
    }
}
