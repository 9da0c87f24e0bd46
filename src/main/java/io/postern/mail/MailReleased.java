package io.postern.mail;

/** What held the queue is over, or a person let it go on. */
public record MailReleased() {}
