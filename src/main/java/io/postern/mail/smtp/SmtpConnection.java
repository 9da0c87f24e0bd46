package io.postern.mail.smtp;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.auth.AccessTokenCache;
import io.postern.mail.auth.KerberosTicketCache;
import io.postern.mail.diagnosis.FailureContext;
import io.postern.mail.diagnosis.RetryClass;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SmtpDiagnosis;
import io.postern.mail.diagnosis.SmtpFailure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.SmtpReply;
import io.postern.mail.diagnosis.Stage;
import io.postern.outbound.Cancellation;
import io.postern.outbound.Deadline;
import io.postern.outbound.TlsClient;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection, from resolving the host to QUIT. Whatever goes wrong becomes a failure. */
final class SmtpConnection implements AutoCloseable {

    /** What all connections of one sender share. */
    record SenderContext(
            SmtpAccount account,
            Session session,
            HostConnector connector,
            Clock clock,
            @Nullable TlsClient tls,
            @Nullable AccessTokenCache tokens,
            @Nullable KerberosTicketCache tickets,
            PipeliningTrust pipelining) {}

    private final SenderContext context;
    private final SmtpChannel channel;
    private final Duration bound;
    private @Nullable SmtpTransport transport;

    SmtpConnection(SenderContext context, StageListener listener, Cancellation cancellation, Duration bound) {
        this.context = context;
        this.bound = bound;
        this.channel = new SmtpChannel(
                context.account(), context.clock(), context.tls(), listener, new Deadline(bound, cancellation));
    }

    /** Resolves, connects and signs in. Returns the failure, or null when mail can be sent. */
    @Nullable
    Failure open() {
        try {
            channel.connect(context.connector());
            transport = new SmtpTransport(context, channel);
            transport.open();
            return null;
        } catch (MessagingException | IOException | RuntimeException failed) {
            channel.failed(context.connector());
            return failure(failed);
        }
    }

    SmtpTransport transport() {
        if (transport == null) {
            throw new IllegalStateException("not connected");
        }
        return transport;
    }

    /** The AUTH mechanisms that the server offers, once it was asked. */
    Set<String> mechanisms() {
        return transport == null ? Set.of() : transport.mechanisms();
    }

    List<String> transcript() {
        return channel.transcript().lines();
    }

    /** The certificates that the server presented. */
    List<X509Certificate> chain() {
        return channel.chain();
    }

    /** The time for one mail is counted from here. */
    void restartDeadline() {
        channel.deadline().extend(bound);
    }

    /** @param following the mail that is to be sent next, or null */
    SendOutcome send(MimeMessage message, @Nullable MimeMessage following) {
        try {
            Address[] recipients = message.getAllRecipients();
            if (recipients == null) {
                throw new SmtpFailure(SmtpProblem.UNEXPECTED);
            }
            transport().sendMessage(message, recipients, Envelope.commands(message), Envelope.commands(following));
            SmtpReply reply = transport().reply();
            return new Accepted(String.valueOf(channel.peer()), reply == null ? "" : reply.text());
        } catch (MessagingException | RuntimeException failed) {
            return new Failed(failure(failed));
        }
    }

    /** Whether the server has heard of a mail that was not sent. If it is not sent next, nothing else can be. */
    boolean isAhead() {
        return transport != null && transport.isAhead();
    }

    /** Why no further mail can be sent, or null when one can. */
    @Nullable
    Failure endedBy(Failure failure) {
        if (transport != null && transport.hasFailedAhead()) {
            return ended(failure.problem(), failure);
        }
        boolean senderRefused = failure.retry() == RetryClass.CONFIGURATION && failure.stage() == Stage.SENDER;
        if (senderRefused && isBetweenMails()) {
            // The sender was taken before, so this is a limit of the connection.
            return ended(failure.problem(), failure);
        }
        if (senderRefused || (failure.retry() == RetryClass.TEMPORARY && isBroken())) {
            return failure;
        }
        // The refusal of one mail is not the reason why the others were not sent.
        return isBroken() ? ended(SmtpProblem.CONNECTION_LOST, failure) : null;
    }

    private static Failure ended(SmtpProblem problem, Failure by) {
        return new Failure(problem, by.recognised(), RetryClass.TEMPORARY, by.stage(), by.server(), by.reply());
    }

    /**
     * Whether the server has taken the sender of a mail before, and not yet of this one; or whether this one failed only since its
     * commands were sent ahead.
     */
    boolean isBetweenMails() {
        return transport != null
                && (transport.hasFailedAhead()
                        || (transport.hasTakenSender() && channel.stages().stage() == Stage.SENDER));
    }

    private boolean isBroken() {
        return transport == null || !transport.isAlive();
    }

    private Failure failure(Exception thrown) {
        SmtpReply reply = transport == null ? null : transport.reply();
        Stage stage = channel.stages().stage();
        FailureContext failed =
                FailureContext.of(context.account(), stage, reply, channel.explained(thrown), mechanisms());
        Failure failure = SmtpDiagnosis.of(failed, channel.deadline().end(), channel.peer());
        channel.stages().fail(failure);
        return failure;
    }

    @Override
    public void close() {
        if (transport != null) {
            transport.close();
        }
        channel.close();
    }
}
