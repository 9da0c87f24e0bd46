package io.postern.mail;

import org.jspecify.annotations.Nullable;

/**
 * A mail to a known user ended, since the server refused it for good.
 *
 * @param reply what the server said, to be escaped where it is shown
 */
public record MailRefused(String username, @Nullable String reply) {}
