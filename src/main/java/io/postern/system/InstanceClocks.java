package io.postern.system;

import io.postern.database.DatabaseLocation;
import io.postern.database.DatabaseTime;
import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How far the clocks of the instances are from the database's, which leases and lifetimes follow. A clock that is off fails elsewhere:
 * certificates, tokens of OAuth 2.0, dates of mails. The embedded database has this process's clock, so nobody can tell there.
 */
@Component
class InstanceClocks {

    static final Duration TOLERATED = Duration.ofSeconds(5);

    /** An instance that has not said anything for so long does not run. */
    private static final Duration GONE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(InstanceClocks.class);

    private final UUID instance = UUID.randomUUID();
    private final DatabaseLocation location;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final DatabaseTime database;

    InstanceClocks(DatabaseLocation location, JdbcClient jdbc, Clock clock, DatabaseTime database) {
        this.location = location;
        this.jdbc = jdbc;
        this.clock = clock;
        this.database = database;
    }

    /** @param ahead less than zero for a clock that is slow */
    record Off(String host, Duration ahead) {}

    @Bean
    static OldRows clocksOfInstancesThatEnded() {
        return new OldRows("instance_clock", "instance_id", "seen_at < :end", GONE);
    }

    @Bean
    static FutureRows clocksSeenInTheFuture() {
        return FutureRows.of("instance_clock", "instance_id", "seen_at > :soon", "seen_at = :now");
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT1M")
    void note() {
        if (!(location instanceof DatabaseLocation.Shared)) {
            return;
        }
        Instant now = database.read();
        Duration ahead = Duration.between(now, clock.instant());
        int updated = jdbc.sql("update instance_clock set ahead_millis = ?, seen_at = ? where instance_id = ?")
                .params(ahead.toMillis(), Timestamp.from(now), instance)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into instance_clock (instance_id, host, ahead_millis, seen_at) values (?, ?, ?, ?)")
                    .params(instance, host(), ahead.toMillis(), Timestamp.from(now))
                    .update();
        }
    }

    /** Instances that run with a clock that is off. */
    List<Off> off() {
        return jdbc.sql("select host, ahead_millis from instance_clock where seen_at > :since"
                        + " and (ahead_millis > :most or ahead_millis < -:most) order by host")
                .param("since", Timestamp.from(database.instant().minus(GONE)))
                .param("most", TOLERATED.toMillis())
                .query((row, number) -> new Off(row.getString(1), Duration.ofMillis(row.getLong(2))))
                .list();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noName) {
            log.debug("This machine has no name", noName);
            return "?";
        }
    }
}
