package io.postern.userimport;

import io.postern.storage.OldRows;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a file is kept that nobody adds the users of. */
@Component
class DraftRetention {

    private static final Duration KEPT = Duration.ofDays(1);

    private final OldRows old;

    DraftRetention(OldRows old) {
        this.old = old;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT4M")
    void tidy() {
        old.delete("user_import", "id", "created_at < :end", KEPT);
    }
}
