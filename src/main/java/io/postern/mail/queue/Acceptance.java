package io.postern.mail.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * That a server took a mail.
 *
 * @param owner under whose lease it was sent
 * @param server the address and port that took it
 * @param reply what the server said to it
 */
record Acceptance(long delivery, UUID owner, Instant at, String server, String reply) {}
