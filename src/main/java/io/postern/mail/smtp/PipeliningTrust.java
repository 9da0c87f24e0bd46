package io.postern.mail.smtp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server that offers PIPELINING (RFC 2920) is believed. One that did not keep up with commands sent ahead gets them one at a
 * time for a day. Safe for use by several threads.
 */
final class PipeliningTrust {

    private static final Duration WITHDRAWN = Duration.ofDays(1);
    private static final Logger log = LoggerFactory.getLogger(PipeliningTrust.class);

    private final String server;
    private final Clock clock;
    private volatile @Nullable Instant back;
    private volatile boolean proven;

    PipeliningTrust(String server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    boolean isGiven() {
        Instant until = back;
        return until == null || !clock.instant().isBefore(until);
    }

    /** Whether a mail whose commands were sent ahead was accepted, and none went wrong since. */
    boolean isProven() {
        return proven;
    }

    void prove() {
        proven = isGiven();
    }

    void withdraw() {
        proven = false;
        if (isGiven()) {
            log.info("{} does not keep up with commands sent ahead; it gets them one at a time for a day", server);
        }
        back = clock.instant().plus(WITHDRAWN);
    }
}
