package io.postern.mail.account;

import io.postern.net.EmailAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to send: the server, the protection, the sign-in. Immutable: other settings make another account.
 *
 * @param host name or address literal of the server; its certificate is checked against this
 * @param ehloName name for EHLO (RFC 5321 section 4.1.1.1), or null for the address literal of the local socket
 * @param trusted CA certificates trusted for this server in addition to the JVM's
 * @param connectTimeout for the look-up of the host, and for each of its addresses
 * @param readTimeout for each reply, except the one to the final dot
 */
public record SmtpAccount(
        String host,
        int port,
        Encryption encryption,
        Credentials credentials,
        Sender sender,
        @Nullable String ehloName,
        List<X509Certificate> trusted,
        Duration connectTimeout,
        Duration readTimeout) {

    /**
     * The sender of all mail.
     *
     * @param from address in the From header
     * @param displayName name beside it, any Unicode, or null
     * @param replyTo the address for answers, or null
     * @param envelopeFrom the address for bounces (that of MAIL FROM), or null for {@code from}
     */
    public record Sender(
            EmailAddress from,
            @Nullable String displayName,
            @Nullable EmailAddress replyTo,
            @Nullable EmailAddress envelopeFrom) {}

    public SmtpAccount {
        trusted = List.copyOf(trusted);
    }
}
