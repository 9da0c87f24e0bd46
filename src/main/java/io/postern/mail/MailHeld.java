package io.postern.mail;

import org.jspecify.annotations.Nullable;

/**
 * The queue is held, since the server or the settings fail everybody's mail.
 *
 * @param problem the code of an {@code SmtpProblem}
 * @param reply what the server said to several recipients, to be escaped where it is shown; null where the fault came before that
 */
public record MailHeld(String problem, @Nullable String reply) {}
