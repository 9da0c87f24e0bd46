package io.postern.mail;

/** The queue is no longer held. */
public record MailReleased() {}
