package io.postern.mail.smtp;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.auth.KerberosFailed;
import io.postern.mail.auth.KerberosTicketCache;
import io.postern.mail.diagnosis.SmtpReply;
import io.postern.mail.diagnosis.Stage;
import io.postern.outbound.DetachedCalls;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * The stages AUTHORIZE and AUTHENTICATE with Kerberos: a ticket for the mail server, presented by SASL GSSAPI (RFC 4752). Only
 * AUTHORIZE asks the KDC, and waits for it as long as for the mail server. The JDK would wait for minutes, as krb5.conf says.
 */
final class KerberosAuthentication {

    static final String MECHANISM = "GSSAPI";

    private static final int CONTINUE = 334;
    private static final DetachedCalls KDC = new DetachedCalls("kerberos", 4);

    private final SmtpTransport transport;
    private final SmtpChannel channel;
    private final SmtpAccount account;
    private final Credentials.Kerberos identity;
    private final KerberosTicketCache tickets;

    KerberosAuthentication(
            SmtpTransport transport,
            SmtpChannel channel,
            SmtpAccount account,
            Credentials.Kerberos identity,
            KerberosTicketCache tickets) {
        this.transport = transport;
        this.channel = channel;
        this.account = account;
        this.identity = identity;
        this.tickets = tickets;
    }

    /** GSSAPI as it begins: the client speaks first, and its first word needs the KDC. */
    private record Dialogue(Subject subject, SaslClient client, String begin) {}

    void authenticate() throws MessagingException {
        StageProgress stages = channel.stages();
        stages.begin(Stage.AUTHORIZE);
        stages.found("mail.diagnosis.finding.service", identity.service() + "/" + account.host());
        Dialogue dialogue = authorize();
        stages.found("mail.diagnosis.finding.principal", principal(dialogue.subject()));
        stages.ok();
        try {
            int code = present(dialogue);
            SmtpTransport.requireSignedIn(dialogue.client().isComplete() ? code : -1);
        } catch (MessagingException refused) {
            tickets.forget();
            throw refused;
        }
    }

    private Dialogue authorize() throws MessagingException {
        try {
            Dialogue dialogue = KDC.get(this::begin, account.readTimeout(), channel.deadline()::closeAtEnd);
            channel.deadline().closeAtEnd(channel.socket().raw());
            return dialogue;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MessagingException("no ticket", interrupted);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new MessagingException("no ticket", new KerberosFailed(cause));
        } catch (TimeoutException | CancellationException | RejectedExecutionException notInTime) {
            throw new MessagingException("no ticket", new KerberosFailed(notInTime));
        } catch (IOException ended) {
            throw new MessagingException("no ticket", ended);
        }
    }

    private Dialogue begin() throws Exception {
        Subject subject = tickets.get();
        Map<String, String> properties = Map.of(Sasl.QOP, "auth", Sasl.SERVER_AUTH, "true");
        SaslClient client = as(
                subject,
                () -> Sasl.createSaslClient(
                        new String[] {MECHANISM}, null, identity.service(), account.host(), properties, null));
        return new Dialogue(subject, client, answer(subject, client, new byte[0]));
    }

    private int present(Dialogue dialogue) throws MessagingException {
        transport.beginAuthenticate(MECHANISM);
        // The first word does not go with the command. It can be too long for one, and Exchange asks for it with words.
        int code = transport.simpleCommand("AUTH " + MECHANISM);
        String next = dialogue.begin();
        while (code == CONTINUE) {
            transport.redaction().hide(next);
            code = transport.simpleCommand(next);
            next = code == CONTINUE ? answer(dialogue, transport.reply()) : next;
        }
        return code;
    }

    private static String answer(Dialogue dialogue, @Nullable SmtpReply challenge) throws MessagingException {
        String text = challenge == null ? "" : challenge.text();
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(text.substring(Math.min(4, text.length())).strip());
            return answer(dialogue.subject(), dialogue.client(), bytes);
        } catch (IllegalArgumentException | IllegalStateException | SaslException notUnderstood) {
            throw new MessagingException("not the server of the ticket", new KerberosFailed(notUnderstood));
        }
    }

    private static String answer(Subject subject, SaslClient client, byte[] challenge) throws SaslException {
        return Base64.getEncoder().encodeToString(as(subject, () -> client.evaluateChallenge(challenge)));
    }

    private static String principal(Subject subject) {
        return subject.getPrincipals(KerberosPrincipal.class).stream()
                .map(KerberosPrincipal::getName)
                .findFirst()
                .orElse("");
    }

    private static <T> T as(Subject subject, PrivilegedExceptionAction<T> action) throws SaslException {
        try {
            return Subject.doAs(subject, action);
        } catch (PrivilegedActionException failed) {
            if (failed.getException() instanceof SaslException sasl) {
                throw sasl;
            }
            throw new SaslException(MECHANISM, failed.getException());
        }
    }
}
