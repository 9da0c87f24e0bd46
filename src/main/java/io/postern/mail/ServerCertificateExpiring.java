package io.postern.mail;

import java.time.Instant;

/**
 * A mail server's certificate ends within three weeks, or has just ended. Published when the sender met it, in a delivery or in a
 * test, and from then on for as long as a server of the settings has its host: at most once a day for each certificate, over all
 * instances; outside of any transaction.
 *
 * @param host as the settings name it
 * @param subject of the certificate, as the server says: to be escaped where it is shown
 * @param notAfter its last moment
 */
public record ServerCertificateExpiring(String host, String subject, Instant notAfter) {}
