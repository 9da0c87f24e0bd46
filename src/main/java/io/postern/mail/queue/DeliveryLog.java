package io.postern.mail.queue;

import io.postern.mail.diagnosis.SendOutcome;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The attempts of each mail: when, at which server, how far it came and what was answered. */
@Repository
public class DeliveryLog {

    /** The stage of a mail that could not be written, before any of SMTP. */
    public static final String COMPOSING = "compose";

    private final JdbcClient jdbc;

    DeliveryLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void failed(long delivery, SendOutcome.Failure failure, Instant at) {
        add(
                delivery,
                at,
                failure.server(),
                failure.stage().code(),
                failure.problem().code(),
                failure.reply());
    }

    void notComposed(long delivery, String problem, Instant at) {
        add(delivery, at, null, COMPOSING, problem, null);
    }

    private void add(
            long delivery, Instant at, @Nullable String server, String stage, String problem, @Nullable String reply) {
        jdbc.sql(
                        """
                        insert into delivery_attempt (delivery_id, attempted_at, server, stage, problem, reply)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(delivery)
                .param(Timestamp.from(at))
                .param(server)
                .param(stage)
                .param(problem)
                .param(reply)
                .update();
    }
}
