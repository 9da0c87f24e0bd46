package io.postern.ratelimit;

import io.postern.database.RowPurger;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a counter is kept: while its window is open. */
@Component
class CounterRetention {

    private final RowPurger purger;

    CounterRetention(RowPurger purger) {
        this.purger = purger;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void tidy() {
        purger.delete("rate_limit", "limit_key", "window_end <= :end", Duration.ZERO);
    }
}
