package io.postern.accountlinks.invitation;

import io.postern.accountlinks.reset.ResetMail;
import io.postern.audit.AuditEntry;
import io.postern.mail.MailKind;
import io.postern.mail.Outbox;
import io.postern.users.User;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.NotFound;
import io.postern.web.Redirects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons of the Users page that mail a link to a user. The administrator never sees the link. */
@Controller
class MailLinkController {

    private final Users users;
    private final Outbox outbox;
    private final ResetMail reset;
    private final InvitationMail invitation;
    private final ApplicationEventPublisher events;
    /** For a boundary within a method: a controller is no transaction. */
    private final TransactionTemplate transaction;

    MailLinkController(
            Users users,
            Outbox outbox,
            ResetMail reset,
            InvitationMail invitation,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.users = users;
        this.outbox = outbox;
        this.reset = reset;
        this.invitation = invitation;
        this.events = events;
        this.transaction = transaction;
    }

    @PostMapping("/users/{id}/password-reset")
    ModelAndView passwordReset(@PathVariable UUID id, RedirectAttributes redirect) {
        return send(id, reset, "accountlinks.send.reset", redirect);
    }

    @PostMapping("/users/{id}/invitation")
    ModelAndView invitation(@PathVariable UUID id, RedirectAttributes redirect) {
        return send(id, invitation, "accountlinks.send.invitation", redirect);
    }

    private ModelAndView send(UUID id, MailKind kind, String sent, RedirectAttributes redirect) {
        User user = users.byId(id).orElseThrow(NotFound::new);
        String reason = reasonNotToSend(user, kind);
        if (reason == null) {
            transaction.executeWithoutResult(status -> {
                outbox.enqueue(kind, id);
                events.publishEvent(new AuditEntry("accountlinks.audit.sent-" + kind.name(), user.username()));
            });
        }
        redirect.addFlashAttribute(
                reason == null ? "flash" : "notice", reason == null ? sent : "accountlinks.send." + reason);
        redirect.addFlashAttribute("flashArgs", new Object[] {user.username()});
        return Redirects.to(UserPaths.user(id));
    }

    /** Why the mail can't be sent, as a code. */
    static @Nullable String reasonNotToSend(User user, MailKind kind) {
        if (user.email().isEmpty()) {
            return "no-address";
        }
        if (user.isDisabled()) {
            return "disabled";
        }
        return kind instanceof InvitationMail && !user.isPending() ? "not-pending" : null;
    }
}
