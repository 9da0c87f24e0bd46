package io.postern.crypto;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fingerprint of the key that sealed this database's secrets: one row, or none before the first start. */
@Component
class KeyFingerprint {

    private final JdbcClient jdbc;
    private final Clock clock;

    KeyFingerprint(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<String> fingerprint() {
        return jdbc.sql("select fingerprint from sealing_key where id = 1")
                .query(String.class)
                .optional();
    }

    /** Stores the fingerprint unless there is one. */
    void first(SealingKey key) {
        jdbc.sql("insert into sealing_key (id, fingerprint, since) select 1, :fingerprint, :now"
                        + " where not exists (select 1 from sealing_key)")
                .param("fingerprint", key.fingerprint())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    void replace(SealingKey key) {
        jdbc.sql("update sealing_key set fingerprint = :fingerprint, since = :now, backed_up_at = null where id = 1")
                .param("fingerprint", key.fingerprint())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
