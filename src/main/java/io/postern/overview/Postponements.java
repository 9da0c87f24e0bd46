package io.postern.overview;

import io.postern.database.DatabaseTime;
import io.postern.overview.Repair.Severity;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each reader does not want to see for a week. */
@Component
class Postponements {

    static final Duration WEEK = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final DatabaseTime clock;

    Postponements(JdbcClient jdbc, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param severity of the entry when it was put off */
    record Postponed(Severity severity, Instant until) {

        /** What has become more severe is another matter. */
        boolean covers(Repair repair) {
            return repair.severity().compareTo(severity) >= 0;
        }
    }

    /** By code. */
    Map<String, Postponed> of(UUID reader) {
        return jdbc
                .sql("select code, severity, until_at from overview_later where user_id = ? and until_at > ?")
                .params(reader, Timestamp.from(clock.instant()))
                .query((row, number) -> Map.entry(
                        row.getString(1),
                        new Postponed(
                                Severity.valueOf(row.getString(2)),
                                row.getTimestamp(3).toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Hides the entry for a week.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the reader does it twice at the same moment
     */
    @Transactional
    public void add(UUID reader, Repair repair) {
        remove(reader, repair.code());
        jdbc.sql("insert into overview_later (user_id, code, severity, until_at) values (?, ?, ?, ?)")
                .params(
                        reader,
                        repair.code(),
                        repair.severity().name(),
                        Timestamp.from(clock.instant().plus(WEEK)))
                .update();
    }

    @Transactional
    public void remove(UUID reader, String code) {
        jdbc.sql("delete from overview_later where user_id = ? and code = ?")
                .params(reader, code)
                .update();
    }
}
