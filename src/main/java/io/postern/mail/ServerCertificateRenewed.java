package io.postern.mail;

/**
 * A mail server's certificate is no cause for worry, whether it was one before or not: the one met last has more than three weeks
 * left, or mails go to another server now. Published at most once a day for each certificate and process, and when another host is
 * saved.
 *
 * @param host as the settings name it, or named it
 */
public record ServerCertificateRenewed(String host) {}
