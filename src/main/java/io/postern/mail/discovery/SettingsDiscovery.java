package io.postern.mail.discovery;

import io.postern.audit.Audited;
import io.postern.mail.settings.AccountFactory;
import io.postern.mail.test.LiveTestRegistry;
import io.postern.mail.test.LiveTestStream;
import io.postern.net.EmailAddress;
import io.postern.outbound.Deadline;
import io.postern.users.SignedInUser;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Searches for the settings of an address, for a minute at most. The page can follow it like a test mail. The transaction is inside a
 * method because nothing of a search may hold one while it waits for others.
 */
@Component
public class SettingsDiscovery {

    private static final int AT_ONCE = 2;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final DiscoveryMeans means;
    private final AccountFactory accounts;
    private final LiveTestRegistry live;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;

    SettingsDiscovery(
            DiscoveryMeans means,
            AccountFactory accounts,
            LiveTestRegistry live,
            ApplicationEventPublisher events,
            TransactionOperations transaction) {
        this.means = means;
        this.accounts = accounts;
        this.live = live;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * What is searched for. The text form leaves the password out.
     *
     * @param password blank to sign in nowhere
     * @param confirmed the host that a person wants to have the password, or blank
     * @param testId names the stream over which the page follows the search, or blank
     */
    public record Order(
            EmailAddress address, String password, String confirmed, String testId, @Nullable SignedInUser reader) {

        boolean isConfirmed(String host) {
            return confirmed.equals(host);
        }

        @Override
        public String toString() {
            return "Order[address=" + address + "]";
        }
    }

    /** Settings were searched for. */
    private record SettingsSearched(String subject, Map<String, String> details) implements Audited {

        @Override
        public String action() {
            return "mail.discovery.audit.searched";
        }
    }

    /** Empty when as many searches are running as may. */
    public Optional<Discovery> run(Order order) {
        try (LiveTestStream watched = live.watched(order.testId(), order.reader())) {
            if (!free.tryAcquire()) {
                return Optional.empty();
            }
            Discovery found;
            try {
                found = search(order, watched);
            } finally {
                free.release();
            }
            transaction.executeWithoutResult(status -> events.publishEvent(new SettingsSearched(
                    order.address().value(), Map.of("outcome", found.outcome().code(), "server", found.server()))));
            return Optional.of(found);
        }
    }

    /** Ends the stream that a page opened for a search that does not take place. */
    public void refuse(String testId, @Nullable SignedInUser reader) {
        live.watched(testId, reader).close();
    }

    private Discovery search(Order order, LiveTestStream watched) {
        DiscoverySteps steps = new DiscoverySteps((stage, state) -> watched.report(stage.code(), state));
        try (Deadline deadline = new Deadline(LONGEST, watched.cancellation())) {
            return new DiscoveryRun(means, accounts.publicHost(), order, steps, deadline).run();
        }
    }
}
