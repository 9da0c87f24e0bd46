package io.postern.passwordreset;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that links end when they should, and deletes those that have. */
@Component
class LinkRetention {

    private final LinkTokens tokens;

    LinkRetention(LinkTokens tokens) {
        this.tokens = tokens;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    void tidy() {
        tokens.correctLives();
        tokens.deleteExpired();
    }
}
