package io.postern.mail.auth;

import io.postern.mail.account.Credentials;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/**
 * The JDK's Kerberos login. Of its configuration files it reads krb5.conf alone, each time. With a keytab it asks the KDC, and takes
 * as long as krb5.conf lets it. With the ticket cache it only reads a file.
 */
public final class KerberosLogin {

    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private KerberosLogin() {}

    /** The owner of a valid ticket in the ticket cache. Asks no server. */
    public static Optional<String> ticketCachePrincipal(Credentials.Kerberos identity) {
        try {
            return login(identity).getPrincipals(KerberosPrincipal.class).stream()
                    .map(KerberosPrincipal::getName)
                    .findFirst();
        } catch (LoginException noTicket) {
            return Optional.empty();
        }
    }

    /** A subject with a ticket-granting ticket. */
    static Subject login(Credentials.Kerberos identity) throws LoginException {
        Map<String, String> options = new HashMap<>();
        options.put("refreshKrb5Config", "true");
        options.put("doNotPrompt", "true");
        if (identity.principal() != null) {
            options.put("principal", identity.principal());
        }
        if (identity.keytab() != null) {
            options.put("useKeyTab", "true");
            options.put("keyTab", identity.keytab().toString());
        } else {
            options.put("useTicketCache", "true");
            if (identity.ticketCache() != null) {
                options.put("ticketCache", identity.ticketCache().toString());
            }
        }
        Configuration configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
                };
            }
        };
        Subject subject = new Subject();
        new LoginContext("postern", subject, null, configuration).login();
        return subject;
    }
}
