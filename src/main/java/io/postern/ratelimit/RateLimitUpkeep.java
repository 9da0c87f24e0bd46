package io.postern.ratelimit;

import io.postern.database.FutureRows;
import io.postern.database.OldRows;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A counter is kept while its window is open. */
@Configuration(proxyBeanMethods = false)
class RateLimitUpkeep {

    @Bean
    static OldRows closedWindows() {
        return new OldRows("rate_limit", "limit_key", "window_end <= :end", Duration.ZERO);
    }

    @Bean
    static FutureRows windowsOfTheFuture() {
        return FutureRows.of(
                "rate_limit", "limit_key", "window_begin > :soon", "window_begin = :now, window_end = :now");
    }
}
