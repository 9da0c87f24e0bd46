package io.postern.mail.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.postern.mail.DropReason;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts what became of mails since this process started, by kind and code, without any address or server. Inside a transaction, it
 * counts after the commit.
 */
@Component
public class DeliveryCounters {

    private static final String SENT = "postern.mail.sent";
    private static final String FAILED = "postern.mail.failed";
    private static final String ATTEMPT_FAILED = "postern.mail.attempts.failed";
    private static final String DROPPED = "postern.mail.dropped";

    private final MeterRegistry registry;

    DeliveryCounters(MeterRegistry registry, MailKinds kinds) {
        this.registry = registry;
        kinds.names().forEach(kind -> registry.counter(SENT, "kind", kind));
    }

    /** The server took it. */
    void sent(String kind) {
        count(SENT, "kind", kind);
    }

    /** The server refused it for good. */
    void failed(String kind, String problem) {
        count(FAILED, "kind", kind, "problem", problem);
    }

    /** An attempt failed, whether or not others follow. */
    void attemptFailed(String kind, String problem) {
        count(ATTEMPT_FAILED, "kind", kind, "problem", problem);
    }

    public void dropped(String kind, DropReason reason) {
        count(DROPPED, "kind", kind, "reason", reason.code());
    }

    private void count(String name, String... tags) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            registry.counter(name, tags).increment();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                registry.counter(name, tags).increment();
            }
        });
    }
}
