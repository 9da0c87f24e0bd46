package io.postern.mail.smtp;

import io.postern.mail.account.Credentials;
import io.postern.mail.diagnosis.SmtpDiagnosis;
import io.postern.mail.diagnosis.SmtpFailure;
import io.postern.mail.diagnosis.SmtpProblem;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The stage AUTHENTICATE with a password: SASL PLAIN (RFC 4616) or LOGIN over AUTH (RFC 4954). */
final class PasswordAuthentication {

    private static final int CONTINUE = 334;

    private final SmtpTransport transport;
    private final Credentials.Password password;

    PasswordAuthentication(SmtpTransport transport, Credentials.Password password) {
        this.transport = transport;
        this.password = password;
    }

    void authenticate() throws MessagingException {
        String mechanism;
        try {
            mechanism = transport.beginAuthenticate("PLAIN", "LOGIN");
        } catch (SmtpFailure none) {
            throw SmtpDiagnosis.areDirectoryMechanisms(transport.mechanisms())
                    ? new SmtpFailure(SmtpProblem.NO_PASSWORD_MECHANISM)
                    : none;
        }
        if (password.password().isEmpty()) {
            throw new SmtpFailure(SmtpProblem.PASSWORD_MISSING);
        }
        SmtpTransport.requireSignedIn(mechanism.equals("PLAIN") ? plain() : login());
    }

    private int plain() throws MessagingException {
        String response = secret("\0" + password.username() + "\0" + password.password());
        int code = transport.simpleCommand("AUTH PLAIN " + response);
        // Some servers overlook the response that came with the command.
        return code == CONTINUE ? transport.simpleCommand(response) : code;
    }

    private int login() throws MessagingException {
        int code = transport.simpleCommand("AUTH LOGIN");
        if (code == CONTINUE) {
            code = transport.simpleCommand(secret(password.username()));
        }
        return code == CONTINUE ? transport.simpleCommand(secret(password.password())) : code;
    }

    private String secret(String text) {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        transport.redaction().hide(base64);
        return base64;
    }
}
