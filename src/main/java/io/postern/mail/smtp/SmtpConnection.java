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
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.SmtpReply;
import io.postern.mail.diagnosis.Stage;
import io.postern.mail.message.MimeMessageWriter;
import io.postern.mail.message.OutgoingMail;
import io.postern.outbound.Cancellation;
import io.postern.outbound.Deadline;
import io.postern.outbound.TlsClient;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection, from resolving the host to QUIT, with everything that goes wrong on it turned into a failure. */
final class SmtpConnection implements AutoCloseable {

    /** What all attempts of one sender have in common. */
    record SenderContext(
            SmtpAccount account,
            Session session,
            HostConnector connector,
            Clock clock,
            @Nullable TlsClient tls,
            @Nullable AccessTokenCache tokens,
            @Nullable KerberosTicketCache tickets) {

        SenderContext(
                SmtpAccount account, Session session, HostConnector connector, Clock clock, @Nullable TlsClient tls) {
            this(
                    account,
                    session,
                    connector,
                    clock,
                    tls,
                    AccessTokenCache.of(account, connector.policy(), clock),
                    KerberosTicketCache.of(account, clock));
        }
    }

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

    /** Sends this one mail and ends. */
    SmtpTestResult sendSingle(OutgoingMail mail) {
        SendOutcome outcome;
        try {
            Failure notOpened = open();
            outcome = notOpened == null ? send(mail) : new Failed(notOpened);
        } finally {
            close();
        }
        return new SmtpTestResult(outcome, channel.transcript().lines(), channel.chain());
    }

    /** The failure, or null when mail can be sent. */
    @Nullable
    Failure open() {
        try {
            connect();
            return null;
        } catch (MessagingException | IOException | RuntimeException failed) {
            channel.failed(context.connector());
            return failure(failed);
        }
    }

    SmtpTransport connect() throws MessagingException, IOException {
        channel.connect(context.connector());
        SmtpTransport opened = new SmtpTransport(context, channel);
        transport = opened;
        opened.open();
        return opened;
    }

    /** The time for one mail is counted from here. */
    void restartDeadline() {
        channel.deadline().extend(bound);
    }

    SendOutcome send(OutgoingMail mail) {
        try {
            if (transport == null) {
                throw new IllegalStateException("not connected");
            }
            InternetAddress recipient = new InternetAddress();
            recipient.setAddress(mail.to().value());
            MimeMessageWriter message =
                    MimeMessageWriter.of(mail, context.account().sender(), context.session());
            transport.sendMessage(message, new Address[] {recipient});
            SmtpReply reply = transport.reply();
            return new Accepted(String.valueOf(channel.peer()), reply == null ? "" : reply.text());
        } catch (MessagingException | RuntimeException failed) {
            return new Failed(failure(failed));
        }
    }

    /** Why no further mail can be sent, or null when one can. */
    @Nullable
    Failure endedBy(Failure failure) {
        boolean senderRefused = failure.retry() == RetryClass.CONFIGURATION && failure.stage() == Stage.SENDER;
        if (senderRefused && isBetweenMails()) {
            // The sender is as good as before: a limit of the connection, or of its time.
            return ended(failure.problem(), failure);
        }
        if (senderRefused || (failure.retry() == RetryClass.TEMPORARY && isBroken())) {
            return failure;
        }
        // One mail's refusal is not the reason why others were not sent.
        return isBroken() ? ended(SmtpProblem.CONNECTION_LOST, failure) : null;
    }

    private static Failure ended(SmtpProblem problem, Failure by) {
        return new Failure(problem, by.recognised(), RetryClass.TEMPORARY, by.stage(), by.server(), by.reply());
    }

    /** Whether the server has taken the sender of a mail before, and not yet of this one. */
    boolean isBetweenMails() {
        return transport != null
                && transport.hasTakenSender()
                && channel.stages().stage() == Stage.SENDER;
    }

    private boolean isBroken() {
        return transport == null || !transport.isAlive();
    }

    private Failure failure(Exception thrown) {
        SmtpReply reply = transport == null ? null : transport.reply();
        Set<String> offered = transport == null ? Set.of() : transport.mechanisms();
        Stage stage = channel.stages().stage();
        FailureContext failed = FailureContext.of(context.account(), stage, reply, thrown, offered);
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
