package io.postern.mail.test;

import io.postern.audit.Audited;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.arrival.ArrivalStage;
import io.postern.mail.arrival.Arrivals;
import io.postern.mail.arrival.ArrivedAfter;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.providers.FailureAdvice;
import io.postern.mail.providers.QuickFixes;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.ServerCertificates;
import io.postern.mail.smtp.SmtpSender;
import io.postern.mail.smtp.SmtpTestResult;
import io.postern.mail.smtp.StageListener;
import io.postern.mail.smtp.StageListener.StageReport;
import io.postern.net.EmailAddress;
import io.postern.outbound.TargetPolicy;
import io.postern.users.SignedInUser;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs a test through the sender that sends all mail, and remembers its result. Few run at once: each holds a thread, for up to 30 s.
 * The transaction is inside a method because nothing of a test may hold one while it waits for the server.
 */
@Component
public class MailTestService {

    private static final int AT_ONCE = 4;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final MailTestMessage testMail;
    private final Arrivals arrivals;
    private final LiveTestRegistry live;
    private final QuickFixes quickFixes;
    private final FailureAdvice failureAdvice;
    private final LastTestRepository lastTests;
    private final TargetPolicy policy;
    private final ServerCertificates certificates;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    MailTestService(
            MailTestMessage testMail,
            Arrivals arrivals,
            LiveTestRegistry live,
            QuickFixes quickFixes,
            FailureAdvice failureAdvice,
            LastTestRepository lastTests,
            TargetPolicy policy,
            ServerCertificates certificates,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.testMail = testMail;
        this.arrivals = arrivals;
        this.live = live;
        this.quickFixes = quickFixes;
        this.failureAdvice = failureAdvice;
        this.lastTests = lastTests;
        this.policy = policy;
        this.certificates = certificates;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What is to be tested.
     *
     * @param server the id of the server that the form is about
     * @param account what the form describes
     */
    public record Order(
            int server,
            MailForm form,
            SmtpAccount account,
            EmailAddress recipient,
            String testId,
            @Nullable SignedInUser reader,
            Locale locale) {}

    /** A test mail was tried. */
    private record MailTested(String subject, Map<String, String> details) implements Audited {

        @Override
        public String action() {
            return "mail.settings.audit.tested";
        }
    }

    /** Empty when as many tests are running as may. */
    public Optional<MailTestView> run(Order order) {
        try (LiveTestStream watched = live.watched(order.testId(), order.reader())) {
            if (!free.tryAcquire()) {
                return Optional.empty();
            }
            Sent sent;
            try {
                sent = send(order, watched);
            } finally {
                free.release();
            }
            try {
                record(order, sent);
            } catch (DuplicateKeyException anotherWasTheFirst) {
                record(order, sent);
            }
            return Optional.of(view(order, sent));
        }
    }

    /** Ends the stream that a page opened for a test that does not take place. */
    public void refuse(String testId, @Nullable SignedInUser reader) {
        live.watched(testId, reader).close();
    }

    /** A test that is over. */
    private record Sent(UUID test, List<StageView> stages, SmtpTestResult result, long acceptedNanos) {

        boolean isAccepted() {
            return result.outcome() instanceof SendOutcome.Accepted;
        }

        /** After the final dot, a server that says nothing may have taken the mail. */
        boolean mayArrive() {
            return isAccepted()
                    || (result.outcome() instanceof SendOutcome.Failed failed
                            && failed.failure().stage() == Stage.DONE
                            && failed.failure().reply() == null);
        }
    }

    private Sent send(Order order, LiveTestStream watched) {
        UUID test = UUID.randomUUID();
        URI arrived =
                arrivals.begin(test, order.server(), order.account().host()).orElse(null);
        OutgoingMail mail = testMail.of(test, order.recipient(), order.account(), arrived, order.locale());
        Map<Stage, StageReport> stages = new LinkedHashMap<>();
        AtomicLong accepted = new AtomicLong(System.nanoTime());
        StageListener listener = new StageListener() {
            @Override
            public void report(StageReport report) {
                stages.put(report.stage(), report);
                if (report.stage() == Stage.DONE) {
                    accepted.set(System.nanoTime());
                }
                watched.listener().report(report);
            }

            @Override
            public void presented(String host, X509Certificate certificate) {
                certificates.observe(host, certificate);
            }
        };
        SmtpTestResult result =
                new SmtpSender(order.account(), policy, clock).test(mail, listener, watched.cancellation());
        return new Sent(test, StageView.of(stages.values()), result, accepted.get());
    }

    private void record(Order order, Sent sent) {
        SmtpAccount account = order.account();
        String server = account.host() + ":" + account.port();
        String outcome = MailTestView.code(sent.result().outcome());
        transaction.executeWithoutResult(status -> {
            // The end of the connection took its time too.
            Duration ago = Duration.ofNanos(System.nanoTime() - sent.acceptedNanos());
            ArrivedAfter arrived =
                    sent.isAccepted() ? arrivals.accepted(sent.test(), ago).orElse(null) : null;
            lastTests.record(
                    order.server(),
                    new LastTestRepository.Result(
                            clock.instant(), outcome, lastTests.code(account), sent.test(), arrived));
            events.publishEvent(
                    new MailTested(server, Map.of("recipient", order.recipient().value(), "outcome", outcome)));
        });
    }

    private MailTestView view(Order order, Sent sent) {
        ArrivalStage arrival = sent.mayArrive()
                ? arrivals.stage(sent.test()).orElseGet(ArrivalStage::notSent)
                : ArrivalStage.notSent();
        return MailTestView.of(
                sent.stages(), arrival, sent.result(), order, quickFixes, failureAdvice, clock.instant());
    }
}
