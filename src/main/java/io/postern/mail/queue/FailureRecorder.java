package io.postern.mail.queue;

import io.postern.database.DatabaseTime;
import io.postern.database.RetrySchedule;
import io.postern.mail.QueuedMail;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SmtpProblem;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what failed: what follows for the mail, and the attempt in its history. Each mail has a transaction of its own. */
@Component
@Transactional
public class FailureRecorder {

    /** The stage of a mail that could not be written, before any of SMTP. */
    public static final String COMPOSING = "compose";

    private final DeliveryQueue queue;
    private final JdbcClient jdbc;
    private final RetrySchedule retries;
    private final DeliveryCounters counters;
    private final MailKinds kinds;
    private final RefusedMails refusedMails;
    private final DatabaseTime clock;

    FailureRecorder(
            DeliveryQueue queue,
            JdbcClient jdbc,
            RetrySchedule retries,
            DeliveryCounters counters,
            MailKinds kinds,
            RefusedMails refusedMails,
            DatabaseTime clock) {
        this.queue = queue;
        this.jdbc = jdbc;
        this.retries = retries;
        this.counters = counters;
        this.kinds = kinds;
        this.refusedMails = refusedMails;
        this.clock = clock;
    }

    /**
     * Ends a mail for a failure of its own, or puts it off if another attempt may succeed. A mail to an unconfirmed address is tried
     * twice where the reply blames the settings.
     */
    public void ofMail(QueuedMail mail, UUID owner, SendOutcome.Failure failure) {
        boolean unconfirmed = kinds.of(mail).isToUnconfirmedAddress();
        boolean again = failure.asksForAnotherAttempt()
                || switch (failure.retry()) {
                    case RECIPIENT -> false;
                    case TEMPORARY -> true;
                    case CONFIGURATION -> unconfirmed && mail.attempts() == 0;
                };
        String problem = failure.problem().code();
        if (again) {
            note(mail, failure, queue.requeue(mail, owner, nextAttempt(mail), true, problem));
        } else if (note(mail, failure, queue.fail(mail, owner, problem))) {
            counters.failed(mail.kind(), problem);
            refusedMails.refused(mail, failure.reply());
        }
    }

    /** Puts off a mail at no attempt's cost, since the failure is not its own. */
    public void waits(QueuedMail mail, UUID owner, SendOutcome.Failure failure, Instant due) {
        note(
                mail,
                failure,
                queue.requeue(mail, owner, due, false, failure.problem().code()));
    }

    /** Makes a mail due at once, since another server may take it. */
    public void goesElsewhere(QueuedMail mail, UUID owner, SendOutcome.Failure failure) {
        note(
                mail,
                failure,
                queue.requeue(
                        mail, owner, clock.instant(), true, failure.problem().code()));
    }

    /** Puts off a mail that could not be written, so that no server was asked. */
    public void notComposed(QueuedMail mail, UUID owner) {
        String problem = SmtpProblem.UNEXPECTED.code();
        if (queue.requeue(mail, owner, nextAttempt(mail), true, problem)) {
            note(mail, null, COMPOSING, problem, null);
        }
    }

    /** Notes that the server could not be asked to take a mail, which stays claimed. */
    public void notAttempted(QueuedMail mail, SendOutcome.Failure cause) {
        note(mail, cause, true);
    }

    private Instant nextAttempt(QueuedMail mail) {
        return clock.instant().plus(retries.after(mail.attempts() + 1));
    }

    private boolean note(QueuedMail mail, SendOutcome.Failure failure, boolean mine) {
        if (mine) {
            String stage = failure.stage().code();
            note(mail, failure.server(), stage, failure.problem().code(), failure.reply());
        }
        return mine;
    }

    private void note(QueuedMail mail, @Nullable String server, String stage, String problem, @Nullable String reply) {
        jdbc.sql("insert into delivery_attempt (delivery_id, attempted_at, server, stage, problem, reply)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(mail.id())
                .param(Timestamp.from(clock.instant()))
                .param(server)
                .param(stage)
                .param(problem)
                .param(reply)
                .update();
        counters.attemptFailed(mail.kind(), problem);
    }
}
