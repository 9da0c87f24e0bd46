package io.postern.signin.password;

import io.postern.database.RowPurger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a failed sign-in is kept: while it counts. There is a row for each name that anybody tried. */
@Component
class FailureRetention {

    private final RowPurger old;
    private final SignInProperties properties;

    FailureRetention(RowPurger old, SignInProperties properties) {
        this.old = old;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void tidy() {
        old.delete("sign_in_failure", "failure_key", "last_at < :end", properties.longestDelay());
    }
}
