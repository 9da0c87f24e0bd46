package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.mail.MailSettingsSaved;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.EmailAddress;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Refusals from RECIPIENT on. Their words don't tell whether they are about the mail, about the recipient's domain, or about the
 * account that sends. What the server says to others does: while it refuses one domain, only the mails to that domain wait. Once it
 * refuses several domains and accepts nothing in between, the server is on hold, and mails that ended meanwhile are due again.
 */
@Component
@Transactional
public class Refusals {

    private static final Duration WINDOW = Duration.ofMinutes(30);

    /** How many domains, and accounts in them, must be refused before the queue is held. */
    private static final int DOMAINS_BY_RULE = 2;

    private static final int DOMAINS_WITHOUT_RULE = 3;

    /** How many accounts, if nothing waits for other domains. */
    private static final int ACCOUNTS_ALONE = 5;

    /** How many accounts without a rule hold their domain: one alone may be a mailbox that is gone. */
    private static final int ACCOUNTS_OF_DOMAIN = 2;

    private final JdbcClient jdbc;
    private final QueueHold queueHold;
    private final ServerHold serverHold;
    private final DomainHold domainHold;
    private final FailureRecorder failures;
    private final RefusedMails refusedMails;
    private final MailKinds kinds;
    private final DatabaseTime clock;

    Refusals(
            JdbcClient jdbc,
            QueueHold queueHold,
            ServerHold serverHold,
            DomainHold domainHold,
            FailureRecorder failures,
            RefusedMails refusedMails,
            MailKinds kinds,
            DatabaseTime clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.queueHold = queueHold;
        this.serverHold = serverHold;
        this.domainHold = domainHold;
        this.failures = failures;
        this.refusedMails = refusedMails;
        this.clock = clock;
    }

    /** Whom a refusal concerns, as far as is known. */
    public enum Scope {
        MAIL,
        DOMAIN,
        SERVER
    }

    /**
     * Whether others may meet the same: the settings are at fault, no rule knows the reply, or the connection ended. A first 4yz is
     * mostly greylisting or passes by itself. Where anybody may name the address, a refusal holds nothing, or they could hold the
     * queue.
     */
    public boolean mayConcernOthers(QueuedMail mail, SendOutcome.Failure failure) {
        if (failure.stage().compareTo(Stage.RECIPIENT) < 0 || kinds.of(mail).isToUnconfirmedAddress()) {
            return false;
        }
        return failure.isOfConnection()
                || switch (failure.problem()) {
                    case RECIPIENT_DEFERRED, MESSAGE_DEFERRED, QUOTA_EXCEEDED, RATE_LIMITED, AUTH_DEFERRED ->
                        mail.attempts() > 0;
                    // Our mails are small. A server that finds one too large takes none.
                    case MESSAGE_TOO_LARGE -> true;
                    default -> isOfSettings(failure) || !failure.recognised();
                };
    }

    private static boolean isOfSettings(SendOutcome.Failure failure) {
        return failure.problem().retry() == RetryClass.CONFIGURATION;
    }

    /**
     * Records a refusal that {@link #mayConcernOthers}, and what follows for its mail and for others. Earlier acceptances must be
     * applied before.
     *
     * @param server that refused
     */
    public Scope refused(QueuedMail mail, EmailAddress to, UUID owner, SendOutcome.Failure failure, int server) {
        // One refusal at a time, over all instances.
        boolean held = serverHold.lockHeldForRefusals(server);
        if (isRefused(mail, "own")) {
            failures.ofMail(mail, owner, failure);
            return Scope.MAIL;
        }
        String domain = to.domain();
        List<Refusal> refusals = add(mail, server, to.canonical(), domain, isOfSettings(failure));
        if (held || isOfServer(refusals)) {
            serverHold.holdForRefusals(server, failure.problem().code(), failure.reply());
            domainHold.liftAll();
            Instant due = queueHold.dueAfterHold();
            failures.waits(mail, owner, failure, due);
            makeEndedDue(due, refusals, Refusal::inARow);
            return Scope.SERVER;
        }
        boolean ofDomain = isOfSettings(failure)
                || domainHold.nextProbes().containsKey(domain)
                || Refusal.accounts(refusals, each -> each.domain().equals(domain)) >= ACCOUNTS_OF_DOMAIN;
        if (!ofDomain) {
            failures.ofMail(mail, owner, failure);
            return Scope.MAIL;
        }
        // It may be the cause, so it is due after the domain's other mails.
        Instant due = domainHold.hold(domain, failure).plusSeconds(1);
        failures.waits(mail, owner, failure, due);
        makeEndedDue(due, refusals, each -> each.domain().equals(domain));
        return domainHold.othersWait(Set.of(domain)) ? Scope.DOMAIN : Scope.MAIL;
    }

    /** Whether another recipient may be tried though its domain is held: nothing else waits, and few were refused. */
    @Transactional(readOnly = true)
    public boolean isUntriedAndAlone(EmailAddress to) {
        String domain = to.domain();
        List<Refusal> ofDomain =
                recent().stream().filter(each -> each.domain().equals(domain)).toList();
        return ofDomain.stream().noneMatch(each -> each.account().equals(to.canonical()))
                && Refusal.accounts(ofDomain, each -> true) < ACCOUNTS_ALONE
                && !domainHold.othersWait(Set.of(domain));
    }

    /** These were accepted. That ends the row of refusals, and releases their domains. */
    void accepted(List<Long> deliveries) {
        int refused = jdbc.sql("select count(*) from (select domain from delivery_refusal"
                        + " union all select domain from domain_hold) refused")
                .query(Integer.class)
                .single();
        if (refused == 0 || deliveries.isEmpty()) {
            return;
        }
        jdbc.sql("select " + DomainHold.DOMAIN + " as domain, max(finished_at) from delivery"
                        + " where id in (:ids) and recipient_key is not null group by domain")
                .param("ids", deliveries)
                .query((row, number) ->
                        Map.entry(row.getString(1), row.getTimestamp(2).toInstant()))
                .list()
                .forEach(taken -> accepted(taken.getKey(), taken.getValue()));
    }

    private void accepted(String domain, Instant at) {
        jdbc.sql(
                        """
                        update delivery_refusal
                        set in_a_row = false, own = case when domain = :domain then true else own end
                        where refused_at < :at and (in_a_row or domain = :domain)
                        """)
                .param("domain", domain)
                .param("at", Timestamp.from(at))
                .update();
        domainHold.lift(domain);
    }

    /** Servers on hold are probed at once. Somebody who saves unchanged settings may have cured the problem elsewhere. */
    @EventListener
    void on(MailSettingsSaved saved) {
        queueHold.settingsChanged();
        forget();
    }

    /** Forgets all refusals, which say nothing after a person acted. */
    public void forget() {
        domainHold.liftAll();
        jdbc.sql("delete from delivery_refusal").update();
    }

    private boolean isRefused(QueuedMail mail, String how) {
        return jdbc.sql("select count(*) > 0 from delivery_refusal where delivery_id = ? and " + how)
                .param(mail.id())
                .query(Boolean.class)
                .single();
    }

    /** A mail that was refused before others were accepted says nothing new about the server. */
    private List<Refusal> add(QueuedMail mail, int server, String account, String domain, boolean ofSettings) {
        boolean again = isRefused(mail, "not in_a_row");
        jdbc.sql("delete from delivery_refusal where delivery_id = ?")
                .param(mail.id())
                .update();
        jdbc.sql("insert into delivery_refusal (delivery_id, recipient_key, domain, of_settings, refused_at,"
                        + " in_a_row, server) values (?, ?, ?, ?, ?, ?, ?)")
                .params(mail.id(), account, domain, ofSettings, Timestamp.from(clock.instant()), !again, server)
                .update();
        return recent().stream().filter(each -> each.server() == server).toList();
    }

    /** The refusals that may concern others. */
    private List<Refusal> recent() {
        return jdbc.sql(
                        "select delivery_id as delivery, recipient_key as account, domain, of_settings, in_a_row, server"
                                + " from delivery_refusal where not own and refused_at > ?")
                .param(Timestamp.from(clock.instant().minus(WINDOW)))
                .query(Refusal.class)
                .list();
    }

    private boolean isOfServer(List<Refusal> refusals) {
        List<Refusal> inARow = refusals.stream().filter(Refusal::inARow).toList();
        List<Refusal> byRule = inARow.stream().filter(Refusal::ofSettings).toList();
        return Refusal.domains(byRule).size() >= DOMAINS_BY_RULE
                || Refusal.domains(inARow).size() >= DOMAINS_WITHOUT_RULE
                || (Refusal.accounts(inARow, each -> true) >= ACCOUNTS_ALONE
                        && !domainHold.othersWait(Refusal.domains(inARow)));
    }

    /** Makes due the mails that these refusals ended, within their lives. */
    private void makeEndedDue(Instant due, List<Refusal> refusals, Predicate<Refusal> which) {
        refusedMails.dueAgain(
                refusals.stream().filter(which).map(Refusal::delivery).toList(), due);
    }
}
