package io.postern.mail.auth;

import io.postern.mail.account.Credentials;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What "default credentials" stands for in this process. */
public sealed interface ProcessIdentity {

    Credentials credentials();

    /** The one host that they belong to: sent elsewhere, any administrator could collect them. Null where that can't be. */
    @Nullable
    String host();

    /** The name that signs in where that may be an address as well, else null. */
    @Nullable
    String username();

    /** Message key of a sentence for the page that says which identity this is. */
    String messageKey();

    /** What that sentence names. */
    List<String> named();

    default boolean mayBeUsedAt(@Nullable String other) {
        String own = host();
        return own == null || (other != null && own.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT)));
    }

    /** Of {@code spring.mail.*}. */
    record Password(String host, String username, String password) implements ProcessIdentity {

        @Override
        public Credentials credentials() {
            return new Credentials.Password(username, password);
        }

        @Override
        public String messageKey() {
            return "mail.settings.default-credentials.identity";
        }

        @Override
        public List<String> named() {
            return List.of(username, host);
        }

        @Override
        public String toString() {
            return "Password[host=" + host + "]";
        }
    }

    /** Kerberos; no host can do anything with another's ticket. */
    record Kerberos(String principal, Credentials.Kerberos credentials) implements ProcessIdentity {

        @Override
        public @Nullable String host() {
            return null;
        }

        /** A principal looks like an address, and is none. */
        @Override
        public @Nullable String username() {
            return null;
        }

        @Override
        public String messageKey() {
            return credentials.keytab() == null
                    ? "mail.settings.default-credentials.ticket-cache"
                    : "mail.settings.default-credentials.keytab";
        }

        @Override
        public List<String> named() {
            return List.of(principal);
        }
    }
}
