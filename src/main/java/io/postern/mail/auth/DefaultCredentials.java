package io.postern.mail.auth;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** The credentials that the server process was given: a username and password, else Kerberos. */
@Component
public class DefaultCredentials {

    private static final String KRB5_CONF = "java.security.krb5.conf";

    private final ProcessPassword password;
    private final ProcessKerberos kerberos;

    public DefaultCredentials(ProcessPassword password, ProcessKerberos kerberos) {
        this.password = password;
        this.kerberos = kerberos;
        if (kerberos.config() != null) {
            System.setProperty(KRB5_CONF, kerberos.config().toString());
        }
    }

    /** Looks at each call, because a ticket comes and goes. */
    public Optional<ProcessIdentity> identity() {
        return Optional.<ProcessIdentity>ofNullable(password.identity())
                .or(() -> Optional.ofNullable(kerberos.identity()));
    }
}
