package io.postern.mail.test;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.message.OutgoingMail;
import io.postern.net.EmailAddress;
import io.postern.users.SignedInUser;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** One test from the press of the button to its result, its line in the trail included. */
@Component
public class MailTestService {

    private final MailTestMessage testMail;
    private final MailTestExecutor tester;
    private final LiveTestRegistry live;
    private final MailTestViews views;
    private final LastTestRepository lastTests;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    MailTestService(
            MailTestMessage testMail,
            MailTestExecutor tester,
            LiveTestRegistry live,
            MailTestViews views,
            LastTestRepository lastTests,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.testMail = testMail;
        this.tester = tester;
        this.live = live;
        this.views = views;
        this.lastTests = lastTests;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    public record Order(
            SmtpAccount account, EmailAddress recipient, String testId, @Nullable SignedInUser reader, Locale locale) {}

    /** Empty when too many tests are running. */
    public Optional<MailTestView> run(Order order, Map<String, String> typed) {
        OutgoingMail mail = testMail.to(order.recipient(), order.account(), order.locale());
        try (LiveTestRegistry.Watched watched = live.watched(order.testId(), order.reader())) {
            Optional<MailTestView> result = tester.run(
                            order.account(), mail, watched.listener(), watched.cancellation())
                    .map(run -> views.of(run, order, typed));
            result.ifPresent(view -> record(order, view));
            return result;
        }
    }

    /** Ends the stream that a page opened for a test that does not take place. */
    public void refuse(String testId, @Nullable SignedInUser reader) {
        live.watched(testId, reader).close();
    }

    private void record(Order order, MailTestView view) {
        try {
            recordOnce(order, view);
        } catch (DuplicateKeyException anotherWasTheFirst) {
            recordOnce(order, view);
        }
    }

    private void recordOnce(Order order, MailTestView view) {
        SmtpAccount account = order.account();
        transaction.executeWithoutResult(status -> {
            lastTests.record(new LastTestResult(clock.instant(), view.code(), lastTests.code(account)));
            events.publishEvent(MailTested.of(
                    account.host() + ":" + account.port(), order.recipient().value(), view.code()));
        });
    }
}
