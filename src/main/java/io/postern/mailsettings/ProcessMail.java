package io.postern.mailsettings;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The credentials that the server process was given, and the one host to which they belong: sent elsewhere, any administrator
 * could collect them.
 */
@ConfigurationProperties("spring.mail")
record ProcessMail(@Nullable String host, @Nullable String username, @Nullable String password) {

    /** What "default credentials" stands for. A Kerberos identity would be another case. */
    record Identity(String host, String username, String password) {

        boolean belongsTo(@Nullable String other) {
            return other != null && host.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return "Identity[host=" + host + "]";
        }
    }

    /** Empty when the process was given none, or none that says to which host it belongs. */
    Optional<Identity> identity() {
        return host == null || host.isBlank() || username == null || username.isBlank() || password == null
                ? Optional.empty()
                : Optional.of(new Identity(host.strip(), username, password));
    }

    @Override
    public String toString() {
        return "ProcessMail[host=" + host + "]";
    }
}
