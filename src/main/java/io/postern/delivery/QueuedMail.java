package io.postern.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the queue as its kind sees it.
 *
 * @param id grows with the time of queueing, so that of two requests the newer one has the higher id
 * @param user whom it is for, once known
 * @param reference what was typed or is referred to, until it is known whom it is for
 * @param origin the client address that asked, until it is known whom it is for
 */
public record QueuedMail(
        long id,
        String kind,
        @Nullable UUID user,
        @Nullable String reference,
        @Nullable String origin,
        Instant queuedAt,
        Instant expiresAt,
        int attempts,
        @Nullable String messageId) {}
