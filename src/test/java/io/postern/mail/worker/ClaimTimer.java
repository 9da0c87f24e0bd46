package io.postern.mail.worker;

import io.postern.mail.queue.DeliveryQueue;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Times the delivery worker's own claim on a database that no application works on. */
public final class ClaimTimer {

    private final DeliveryQueue queue;
    private final TransactionTemplate transaction;

    public ClaimTimer(DataSource database) {
        this.queue = new DeliveryQueue(JdbcClient.create(database), new JdbcTemplate(database), Instant::now);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** How many nanoseconds it takes to claim a batch, which is put back. */
    public long claim() {
        UUID owner = UUID.randomUUID();
        long began = System.nanoTime();
        Integer claimed = transaction.execute(
                status -> queue.claim(owner, BatchSender.BATCH).size());
        long took = System.nanoTime() - began;
        if (claimed == null || claimed != BatchSender.BATCH) {
            throw new IllegalStateException("claimed " + claimed);
        }
        transaction.executeWithoutResult(status -> queue.release(owner));
        return took;
    }
}
