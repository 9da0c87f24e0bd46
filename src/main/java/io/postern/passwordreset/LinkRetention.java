package io.postern.passwordreset;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes links that can't be used any more. */
@Component
class LinkRetention {

    private final LinkTokens tokens;

    LinkRetention(LinkTokens tokens) {
        this.tokens = tokens;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    void tidy() {
        tokens.deleteExpired();
    }
}
