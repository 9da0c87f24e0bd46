package io.postern.mail.smtp;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** A mail server's side of Kerberos: the JDK's, with the key of a service. */
public final class ScriptedKerberos {

    @FunctionalInterface
    interface Client {
        byte[] answer(byte[] challenge) throws IOException;
    }

    private final String principal;
    private final Path keytab;

    /** @param principal such as {@code smtp/localhost@CORP.EXAMPLE} */
    public ScriptedKerberos(String principal, Path keytab) {
        this.principal = principal;
        this.keytab = keytab;
    }

    /** The client's principal, or "" for one who does not prove it. */
    String whoSignsIn(Client client) throws IOException {
        try {
            return Subject.doAs(service(), (PrivilegedExceptionAction<String>) () -> dialogue(client));
        } catch (PrivilegedActionException failed) {
            if (failed.getException() instanceof SaslException notProven) {
                return "";
            }
            throw new IOException(failed.getException());
        }
    }

    private String dialogue(Client client) throws IOException {
        String host = principal.substring(principal.indexOf('/') + 1, principal.indexOf('@'));
        SaslServer sasl = Sasl.createSaslServer("GSSAPI", "smtp", host, Map.of(), callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof AuthorizeCallback authorize) {
                    authorize.setAuthorized(true);
                }
            }
        });
        byte[] challenge = new byte[0];
        while (!sasl.isComplete()) {
            challenge = sasl.evaluateResponse(client.answer(challenge));
        }
        return sasl.getAuthorizationID();
    }

    private Subject service() throws IOException {
        Map<String, String> options = Map.of(
                "principal", principal,
                "useKeyTab", "true",
                "keyTab", keytab.toString(),
                "storeKey", "true",
                "doNotPrompt", "true",
                "isInitiator", "false");
        Configuration configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
                };
            }
        };
        Subject subject = new Subject();
        try {
            new LoginContext("mail-server", subject, null, configuration).login();
        } catch (LoginException noKey) {
            throw new IOException(noKey);
        }
        return subject;
    }
}
