package io.postern.mail;

import org.jspecify.annotations.Nullable;

/**
 * The queue is held, since each server or its settings would fail every mail.
 *
 * @param problem the code of an {@code SmtpProblem}
 * @param reply what the server said to several recipients, to be escaped where it is shown; null if the fault came before a recipient
 */
public record MailHeld(String problem, @Nullable String reply) {

    /** The queue is no longer held. */
    public record Over() {}
}
