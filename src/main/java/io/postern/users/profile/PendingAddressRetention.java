package io.postern.users.profile;

import io.postern.database.RowPurger;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long an address is kept that nobody confirms. */
@Component
class PendingAddressRetention {

    private static final Duration RETENTION = Duration.ofDays(7);

    private final RowPurger purger;

    PendingAddressRetention(RowPurger purger) {
        this.purger = purger;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    void tidy() {
        purger.delete("pending_address", "user_id", "requested_at < :end", RETENTION);
    }
}
