package io.postern.mail;

/**
 * The queue is held, since the server or the settings fail everybody's mail.
 *
 * @param problem the code of an {@code SmtpProblem}
 */
public record MailHeld(String problem) {}
