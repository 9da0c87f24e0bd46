package io.postern.mail.queue;

import io.postern.database.DatabaseLocation;
import io.postern.database.EmbeddedWriteLock;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records of what servers took, which outlive the process from the first moment: in a table, and before that in a journal if there is
 * one.
 */
@Component
class AcceptanceStore implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(AcceptanceStore.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EmbeddedWriteLock writeLock;
    private final @Nullable AcceptanceJournal journal;

    @Autowired
    AcceptanceStore(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            EmbeddedWriteLock writeLock,
            DatabaseLocation location,
            JsonMapper json) {
        this(jdbc, transaction, writeLock, journal(location, json));
    }

    AcceptanceStore(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            EmbeddedWriteLock writeLock,
            @Nullable AcceptanceJournal journal) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.writeLock = writeLock;
        this.journal = journal;
    }

    private static @Nullable AcceptanceJournal journal(DatabaseLocation location, JsonMapper json) {
        return location instanceof DatabaseLocation.EmbeddedFile database && database.isExclusive()
                ? new AcceptanceJournal(name -> new AcceptanceJournalFile(database.beside("." + name + ".jsonl"), json))
                : null;
    }

    /** On return the record is made, in the table by a statement that commits by itself. */
    void add(Acceptance acceptance) {
        if (journal == null) {
            insert(acceptance);
        } else {
            journal.append(acceptance);
        }
    }

    /** Returns when everything recorded before is in the table. */
    void flush() {
        if (journal != null) {
            journal.handOver(acceptances -> writeLock.withLock(() -> {
                transaction.executeWithoutResult(status -> acceptances.forEach(this::insert));
                return null;
            }));
        }
    }

    /** Which mails have records in the table, at most so many. */
    List<Long> stored(int most) {
        return jdbc.sql("select delivery_id from delivery_acceptance order by delivery_id fetch first " + most
                        + " rows only")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private void insert(Acceptance acceptance) {
        try {
            jdbc.sql(
                            """
                            insert into delivery_acceptance (delivery_id, lease_owner, accepted_at, server, reply)
                            values (?, ?, ?, ?, ?)
                            """)
                    .param(acceptance.delivery())
                    .param(acceptance.owner())
                    .param(Timestamp.from(acceptance.at()))
                    .param(acceptance.server())
                    .param(acceptance.reply())
                    .update();
        } catch (DuplicateKeyException recordedBefore) {
            if (!isRecorded(acceptance)) {
                log.warn("Mail {} went out twice, since its lease was lost while it was sent", acceptance.delivery());
            }
        }
    }

    /** The database may have taken a record without being able to say so. */
    private boolean isRecorded(Acceptance acceptance) {
        return jdbc.sql("select lease_owner from delivery_acceptance where delivery_id = ?")
                .param(acceptance.delivery())
                .query((row, number) -> row.getObject(1, UUID.class))
                .optional()
                .filter(acceptance.owner()::equals)
                .isPresent();
    }

    @Override
    public void destroy() {
        if (journal != null) {
            journal.close();
        }
    }
}
