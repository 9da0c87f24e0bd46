package io.postern.users.imports;

import io.postern.database.RowPurger;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a file is kept that nobody adds the users of. */
@Component
class ImportDraftRetention {

    private static final Duration RETENTION = Duration.ofDays(1);

    private final RowPurger purger;

    ImportDraftRetention(RowPurger purger) {
        this.purger = purger;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT4M")
    void tidy() {
        purger.delete("user_import_draft", "id", "created_at < :end", RETENTION);
    }
}
