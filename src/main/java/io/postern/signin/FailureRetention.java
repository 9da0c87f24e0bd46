package io.postern.signin;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes failed sign-ins that no longer count, some at a time, so that no sign-in waits long: there is a row for each name that
 * anybody tried.
 */
@Component
class FailureRetention {

    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final SignInProperties properties;
    private final Clock clock;

    FailureRetention(JdbcClient jdbc, SignInProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void tidy() {
        Timestamp oldest = Timestamp.from(clock.instant().minus(properties.longestDelay()));
        int deleted;
        do {
            deleted = jdbc.sql(
                            """
                            delete from sign_in_failure where failure_key in
                                (select failure_key from sign_in_failure where last_at < :oldest order by last_at limit :most)
                                and last_at < :oldest
                            """)
                    .param("oldest", oldest)
                    .param("most", AT_ONCE)
                    .update();
        } while (deleted == AT_ONCE);
    }
}
