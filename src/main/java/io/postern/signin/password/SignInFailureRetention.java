package io.postern.signin.password;

import io.postern.database.RowPurger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How long a failed sign-in is kept: while it counts. There is a row for each name that anybody tried. */
@Component
class SignInFailureRetention {

    private final RowPurger purger;
    private final SignInProperties properties;

    SignInFailureRetention(RowPurger purger, SignInProperties properties) {
        this.purger = purger;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void tidy() {
        purger.delete("sign_in_failure", "failure_key", "last_at < :end", properties.longestDelay());
    }
}
