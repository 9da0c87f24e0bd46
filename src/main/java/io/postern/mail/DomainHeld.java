package io.postern.mail;

import org.jspecify.annotations.Nullable;

/**
 * The mails to one domain wait, since the server refuses them.
 *
 * @param problem the code of an {@code SmtpProblem}
 * @param reply what the server said, to be escaped where it is shown
 */
public record DomainHeld(String domain, String problem, @Nullable String reply) {}
