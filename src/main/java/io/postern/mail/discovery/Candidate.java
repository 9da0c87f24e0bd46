package io.postern.mail.discovery;

import io.postern.mail.account.Encryption;
import io.postern.mail.settings.MailSettingsValues;
import io.postern.net.Coded;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A server that may be the right one.
 *
 * @param host as in DNS and certificates
 * @param username what its source says one signs in with, or null
 */
public record Candidate(
        String host, int port, Encryption encryption, Source source, SignIn signIn, @Nullable String username) {

    /** Who named it, the most reliable first. */
    public enum Source implements Coded {
        /** A preset. */
        PROVIDER,
        /** A file that the domain itself serves over HTTPS. */
        FILE,
        SRV,
        /** A file that somebody else serves about the domain. */
        DATABASE,
        /** Nobody: it is a usual name. */
        NAME;

        public String messageKey() {
            return "mail.discovery.source." + code();
        }
    }

    /** How one signs in, as far as the source says. */
    public enum SignIn {
        PASSWORD,
        OAUTH2,
        /** The server knows its clients by their addresses. */
        NONE
    }

    /** Among those that are equally fit: TLS from the first byte, then what is named more reliably. A preset's own order stays. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.<Candidate, Boolean>comparing(
                    candidate -> candidate.encryption != Encryption.IMPLICIT && candidate.source != Source.PROVIDER)
            .thenComparing(Candidate::source)
            .thenComparing(candidate -> candidate.port == MailSettingsValues.RELAY_PORT);

    /** With the encryption that belongs to the port, and a password. */
    static Candidate usual(String host, int port, Source source) {
        Encryption encryption = port == MailSettingsValues.SUBMISSIONS_PORT ? Encryption.IMPLICIT : Encryption.STARTTLS;
        return new Candidate(host, port, encryption, source, SignIn.PASSWORD, null);
    }

    /** Whether it is the same server, reached in the same way. */
    boolean isSameAs(Candidate other) {
        return host.equals(other.host) && port == other.port && encryption == other.encryption;
    }

    public String server() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
