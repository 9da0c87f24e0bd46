package io.postern.accountlinks.invitation;

import io.postern.audit.AuditEntry;
import io.postern.mail.Outbox;
import io.postern.users.UserPaths;
import io.postern.users.Users;
import io.postern.web.Redirects;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Invites all again who have not come yet. */
@Controller
class InviteAgainController {

    /** So many invitations share a transaction: with all in one, Hibernate would compare each user with its row again and again. */
    private static final int TOGETHER = 500;

    private final Users users;
    private final Outbox outbox;
    private final InvitationMail invitation;
    private final ApplicationEventPublisher events;
    /** For boundaries within a method. */
    private final TransactionTemplate transaction;

    InviteAgainController(
            Users users,
            Outbox outbox,
            InvitationMail invitation,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.users = users;
        this.outbox = outbox;
        this.invitation = invitation;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Who would be invited.
     *
     * @param waiting how many have an invitation in the queue
     * @param hindered how many are disabled or have no address
     */
    record Round(List<UUID> people, int waiting, int hindered) {

        public int count() {
            return people.size();
        }
    }

    @GetMapping("/users/invitations")
    ModelAndView ask() {
        return new ModelAndView("accountlinks/invite-again", "round", round());
    }

    @PostMapping("/users/invitations")
    ModelAndView invite(RedirectAttributes redirect) {
        List<UUID> people = round().people();
        int invited = 0;
        for (int from = 0; from < people.size(); from += TOGETHER) {
            List<UUID> some = people.subList(from, Math.min(from + TOGETHER, people.size()));
            invited += Objects.requireNonNull(transaction.execute(status -> invite(some)));
        }
        boolean none = invited == 0;
        redirect.addFlashAttribute(
                none ? "notice" : "flash",
                none ? "accountlinks.invite-again.nobody" : "accountlinks.invite-again.queued");
        redirect.addFlashAttribute("flashArgs", invited);
        return Redirects.to(UserPaths.LIST);
    }

    /** Locks them in the order of their keys: of two rounds at once, the later one finds what the earlier one queued. */
    private int invite(List<UUID> some) {
        int invited = (int) some.stream()
                .sorted()
                .flatMap(id -> users.byId(id).stream())
                .filter(user -> users.lockUnchanged(user)
                        && user.isPending()
                        && !user.isDisabled()
                        && outbox.enqueueInBulkUnlessWaiting(invitation, user.id()))
                .count();
        if (invited > 0) {
            events.publishEvent(new AuditEntry("accountlinks.audit.invited-again", Integer.toString(invited)));
        }
        return invited;
    }

    private Round round() {
        Users.Awaited awaited = users.awaited();
        List<UUID> people = new ArrayList<>(awaited.reachable());
        Set<UUID> waiting = outbox.waitingFor(invitation);
        people.removeAll(waiting);
        return new Round(people, awaited.reachable().size() - people.size(), awaited.hindered());
    }
}
