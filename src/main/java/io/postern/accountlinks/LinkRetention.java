package io.postern.accountlinks;

import io.postern.database.RowPurger;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that links end when they should, and deletes those that have. */
@Component
class LinkRetention {

    private final LinkTokens tokens;
    private final RowPurger purger;

    LinkRetention(LinkTokens tokens, RowPurger purger) {
        this.tokens = tokens;
        this.purger = purger;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    void tidy() {
        tokens.correctExpiry();
        purger.delete("link_token", "token_hash", "expires_at <= :end", Duration.ZERO);
    }
}
