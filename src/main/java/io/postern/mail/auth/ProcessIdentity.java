package io.postern.mail.auth;

import io.postern.mail.account.Credentials;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What "default credentials" stands for in this process. */
public sealed interface ProcessIdentity {

    Credentials credentials();

    /** The one host that may get the credentials. An administrator could collect them at another. Null where that is no danger. */
    @Nullable
    String host();

    /** The name that signs in, where it may be an address too; else null. */
    @Nullable
    String username();

    /** Message key of the sentence with which the page names the identity. */
    String messageKey();

    /** The arguments of that sentence. */
    List<String> named();

    default boolean mayBeUsedAt(@Nullable String other) {
        String own = host();
        return own == null || (other != null && own.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT)));
    }

    /** From {@code spring.mail.*}. */
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

    /** Kerberos. A host can't use the ticket for another. */
    record Kerberos(String principal, Credentials.Kerberos credentials) implements ProcessIdentity {

        @Override
        public @Nullable String host() {
            return null;
        }

        /** A principal looks like an address, but is not one. */
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
