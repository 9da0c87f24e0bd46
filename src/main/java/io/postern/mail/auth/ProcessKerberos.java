package io.postern.mail.auth;

import io.postern.mail.account.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Kerberos identity that the server process was given: a principal with its keytab, else the owner of the ticket cache.
 *
 * @param principal such as {@code postern@CORP.EXAMPLE}; needed with a keytab
 * @param ticketCache its file, or null for that of {@code KRB5CCNAME}, else the user's own
 * @param config krb5.conf, or null for the place where the JDK looks. The whole process has only one
 * @param service the first part of a mail server's principal
 */
@ConfigurationProperties("postern.mail.kerberos")
public record ProcessKerberos(
        @Nullable String principal,
        @Nullable Path keytab,
        @Nullable Path ticketCache,
        @Nullable Path config,
        @DefaultValue("smtp") String service) {

    public ProcessKerberos {
        keytab = readable("keytab", keytab);
        config = readable("config", config);
        if (keytab != null && principal == null) {
            throw new IllegalArgumentException("postern.mail.kerberos.keytab needs postern.mail.kerberos.principal");
        }
    }

    /** An empty name counts as none, because compose files set it so. */
    private static @Nullable Path readable(String name, @Nullable Path file) {
        if (file == null || file.toString().isBlank()) {
            return null;
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "postern.mail.kerberos.%s is no readable file: %s".formatted(name, file));
        }
        return file;
    }

    /** Null without a keytab and without a valid ticket in the cache. */
    ProcessIdentity.@Nullable Kerberos identity() {
        Credentials.Kerberos credentials = new Credentials.Kerberos(principal, keytab, ticketCache, service);
        if (principal != null && keytab != null) {
            return new ProcessIdentity.Kerberos(principal, credentials);
        }
        return KerberosLogin.ticketCachePrincipal(credentials)
                .map(owner -> new ProcessIdentity.Kerberos(owner, credentials))
                .orElse(null);
    }
}
