package io.postern.delivery;

import io.postern.smtp.SendOutcome;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The attempts of each mail: when, at which server, how far it came and what was answered. */
@Repository
class DeliveryLog {

    private final JdbcClient jdbc;

    DeliveryLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void failed(long delivery, SendOutcome.Failure failure, Instant at) {
        jdbc.sql(
                        """
                        insert into delivery_attempt (delivery_id, at, server, stage, problem, reply)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .param(delivery)
                .param(Timestamp.from(at))
                .param(failure.server())
                .param(failure.stage().code())
                .param(failure.problem().code())
                .param(failure.reply())
                .update();
    }
}
