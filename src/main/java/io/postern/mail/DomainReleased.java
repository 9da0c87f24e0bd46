package io.postern.mail;

/** The mails to the domain no longer wait for a probe. */
public record DomainReleased(String domain) {}
