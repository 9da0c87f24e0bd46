package io.postern.mail.test;

import io.postern.audit.Audited;
import io.postern.mail.account.SmtpAccount;
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
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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
            MailTestView view;
            try {
                view = send(order, watched);
            } finally {
                free.release();
            }
            try {
                record(order, view);
            } catch (DuplicateKeyException anotherWasTheFirst) {
                record(order, view);
            }
            return Optional.of(view);
        }
    }

    /** Ends the stream that a page opened for a test that does not take place. */
    public void refuse(String testId, @Nullable SignedInUser reader) {
        live.watched(testId, reader).close();
    }

    private MailTestView send(Order order, LiveTestStream watched) {
        OutgoingMail mail = testMail.to(order.recipient(), order.account(), order.locale());
        Map<Stage, StageReport> stages = new LinkedHashMap<>();
        StageListener listener = new StageListener() {
            @Override
            public void report(StageReport report) {
                stages.put(report.stage(), report);
                watched.listener().report(report);
            }

            @Override
            public void presented(String host, X509Certificate certificate) {
                certificates.observe(host, certificate);
            }
        };
        SmtpTestResult result =
                new SmtpSender(order.account(), policy, clock).test(mail, listener, watched.cancellation());
        return MailTestView.of(
                StageView.of(stages.values()), result, order, quickFixes, failureAdvice, clock.instant());
    }

    private void record(Order order, MailTestView view) {
        SmtpAccount account = order.account();
        String server = account.host() + ":" + account.port();
        transaction.executeWithoutResult(status -> {
            lastTests.record(
                    order.server(),
                    new LastTestRepository.Result(clock.instant(), view.code(), lastTests.code(account)));
            events.publishEvent(
                    new MailTested(server, Map.of("recipient", order.recipient().value(), "outcome", view.code())));
        });
    }
}
