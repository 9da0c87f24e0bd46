package io.postern.mail.smtp;

import io.postern.mail.account.Credentials;
import io.postern.mail.auth.Redaction;
import io.postern.mail.diagnosis.SmtpDiagnosis;
import io.postern.mail.diagnosis.SmtpFailure;
import io.postern.mail.diagnosis.SmtpProblem;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** The dialogue of SASL PLAIN (RFC 4616) and LOGIN over AUTH (RFC 4954). */
final class PasswordAuthentication {

    private static final int CONTINUE = 334;

    private final SmtpTransport transport;
    private final Credentials.Password password;
    private final Redaction redaction;

    PasswordAuthentication(SmtpTransport transport, Credentials.Password password, Redaction redaction) {
        this.transport = transport;
        this.password = password;
        this.redaction = redaction;
    }

    /** The mechanism to use of those that are offered. */
    static String choose(Set<String> offered) throws SmtpFailure {
        if (offered.contains("PLAIN")) {
            return "PLAIN";
        }
        if (offered.contains("LOGIN")) {
            return "LOGIN";
        }
        throw new SmtpFailure(
                SmtpDiagnosis.areDirectoryMechanisms(offered)
                        ? SmtpProblem.NO_PASSWORD_MECHANISM
                        : SmtpProblem.NO_COMMON_AUTH_MECHANISM);
    }

    /** The code of the last reply; 235 when it went well. */
    int authenticate(String mechanism) throws MessagingException {
        redaction.hide(password.password());
        return mechanism.equals("PLAIN") ? plain() : login();
    }

    private int plain() throws MessagingException {
        String response = secret("\0" + password.username() + "\0" + password.password());
        int code = transport.simpleCommand("AUTH PLAIN " + response);
        // Some servers overlook the response that came with the command.
        return code == CONTINUE ? transport.simpleCommand(response) : code;
    }

    private int login() throws MessagingException {
        String username = secret(password.username());
        String secret = secret(password.password());
        int code = transport.simpleCommand("AUTH LOGIN");
        if (code == CONTINUE) {
            code = transport.simpleCommand(username);
        }
        return code == CONTINUE ? transport.simpleCommand(secret) : code;
    }

    private String secret(String text) {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        redaction.hide(base64);
        return base64;
    }
}
