package io.postern.signin.session;

import io.postern.database.ClockSkew;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees to it that sessions end when they should: one that was used last while the clock was ahead would live, without being used, until
 * the clock comes there again.
 */
@Component
class SessionExpiry {

    private final JdbcClient jdbc;
    private final Clock clock;

    SessionExpiry(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Lets them live, unused, for as long as others, from now. Spring Session counts in milliseconds. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    void correctExpiry() {
        long now = clock.millis();
        jdbc.sql(
                        """
                        update spring_session
                        set last_access_time = :now, expiry_time = expiry_time - last_access_time + :now
                        where last_access_time > :soon
                        """)
                .param("now", now)
                .param("soon", now + ClockSkew.ALLOWED.toMillis())
                .update();
    }
}
