package io.postern.alerts;

import io.postern.database.DatabaseTime;
import io.postern.database.DuplicateKeyRetry;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises and resolves alerts. Occurrences of a cause within a window share one row, which counts them. Each call runs in its own
 * transaction: the alert stays when the caller rolls back, and losing the race for the first occurrence does not break the caller's.
 */
@Component
public class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);
    private static final String WITHIN_FOLD_WINDOW = "first_at > :oldest";
    private static final String SAYS_IT =
            """
            , message_key = :key, arguments = :arguments, detail_key = :detailKey, verbatim = :verbatim, detail = :detail,
            link = :link, search_text = :searchText""";

    private final JdbcClient jdbc;
    private final TransactionTemplate newTransaction;
    private final AlertWebhook webhook;
    private final AlertMessages messages;
    private final AlertProperties properties;
    private final DatabaseTime clock;

    public Alerts(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            AlertWebhook webhook,
            AlertMessages messages,
            AlertProperties properties,
            DatabaseTime clock) {
        this.jdbc = jdbc;
        this.newTransaction = new TransactionTemplate(transactions);
        this.newTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.webhook = webhook;
        this.messages = messages;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Counts an occurrence in the open row of its cause, or inserts a row. The row keeps its highest severity, and says what was said
     * last at that severity.
     */
    public void raise(NewAlert alert) {
        try {
            DuplicateKeyRetry.of(() -> newTransaction.execute(status -> countOrInsert(alert)));
        } catch (DuplicateKeyException lostAllRaces) {
            log.warn("An alert was not counted: {}", alert.cause());
        }
    }

    /** Ends all open alerts of a cause; false when there are none. Webhooks that were told of an alert are told of its end. */
    public boolean resolve(String cause) {
        Integer ended = newTransaction.execute(status -> {
            Instant now = clock.instant();
            webhook.resolved(cause, now);
            return jdbc.sql(
                            """
                            update alert set resolved_at = ?, open_cause = null, mail_batch = null
                            where cause = ? and resolved_at is null
                            """)
                    .param(Timestamp.from(now))
                    .param(cause)
                    .update();
        });
        return ended != null && ended > 0;
    }

    private boolean countOrInsert(NewAlert alert) {
        Instant now = clock.instant();
        if (count(alert, now, SAYS_IT, "severity = :severity") == 1
                || count(alert, now, "", "severity > :severity") == 1) {
            return true;
        }
        // An alert that became more severe is sent again.
        int worse = count(alert, now, SAYS_IT + ", severity = :severity, mail_batch = null", "severity < :severity");
        if (worse == 0) {
            jdbc.sql("update alert set open_cause = null where open_cause = :cause and not (" + WITHIN_FOLD_WINDOW
                            + ")")
                    .param("oldest", oldest(now))
                    .param("cause", alert.cause())
                    .update();
            insert(alert, now);
        }
        webhook.raised(alert);
        return true;
    }

    private int count(NewAlert alert, Instant now, String further, String which) {
        return jdbc.sql("update alert set occurrences = occurrences + 1, last_at = :now" + further
                        + " where open_cause = :cause and " + WITHIN_FOLD_WINDOW + " and " + which)
                .params(values(alert, now))
                .param("oldest", oldest(now))
                .update();
    }

    private Timestamp oldest(Instant now) {
        return Timestamp.from(now.minus(properties.foldWindow()));
    }

    private void insert(NewAlert alert, Instant now) {
        jdbc.sql(
                        """
                        insert into alert (severity, component, cause, open_cause, message_key, arguments, detail_key,
                            verbatim, detail, link, first_at, last_at, mailable, search_text)
                        values (:severity, :component, :cause, :cause, :key, :arguments, :detailKey, :verbatim,
                            :detail, :link, :now, :now, :byMail, :searchText)
                        """)
                .params(values(alert, now))
                .param("component", alert.component())
                .param("byMail", alert.about() != AlertChannel.MAIL)
                .update();
    }

    private Map<String, @Nullable Object> values(NewAlert alert, Instant now) {
        AlertText text = alert.text();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("severity", alert.severity().rank());
        values.put("cause", alert.cause());
        values.put("key", text.key());
        values.put("arguments", String.join("\n", text.arguments()));
        values.put("detailKey", text.detailKey());
        values.put("verbatim", text.verbatim());
        values.put("detail", text.detail());
        values.put("link", alert.link());
        values.put("searchText", messages.searchText(alert.component(), text));
        values.put("now", Timestamp.from(now));
        return values;
    }
}
