package io.postern.mail.smtp;

import io.postern.mail.account.Encryption;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.auth.AccessTokenCache;
import io.postern.mail.auth.KerberosTicketCache;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SendOutcome.Unsent;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.outbound.Cancellation;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TlsClient;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends mail through one account. One loop serves {@link #deliver}, {@link #test} and Spring's own methods, which report failures by
 * exceptions. Safe for use by several threads; each call has its own connection.
 */
public final class SmtpSender extends JavaMailSenderImpl {

    private static final Duration DELIVERY = Duration.ofSeconds(150);
    private static final Duration TEST = Duration.ofSeconds(30);

    private final SmtpConnection.SenderContext context;
    private final Duration deliveryBound;
    private final Duration testBound;

    public SmtpSender(SmtpAccount account, TargetPolicy policy, Clock clock) {
        this(account, new HostConnector(InetAddress::getAllByName, policy), clock, DELIVERY, TEST);
    }

    SmtpSender(SmtpAccount account, HostConnector connector, Clock clock, Duration deliveryBound, Duration testBound) {
        this.deliveryBound = deliveryBound;
        this.testBound = testBound;
        Properties properties = new Properties();
        properties.put("mail.smtp.ssl.socketFactory", SmtpChannel.startTlsSocketFactory());
        if (account.sender().envelopeFrom() != null) {
            properties.put("mail.smtp.from", account.sender().envelopeFrom().value());
        }
        Session session = Session.getInstance(properties);
        TlsClient tls = account.encryption() == Encryption.NONE ? null : new TlsClient(account.trusted());
        context = new SmtpConnection.SenderContext(
                account,
                session,
                connector,
                clock,
                tls,
                AccessTokenCache.of(account, connector.policy(), clock),
                KerberosTicketCache.of(account, clock),
                new PipeliningTrust(account.host() + ":" + account.port(), clock));
        setSession(session);
        setDefaultEncoding("UTF-8");
    }

    /**
     * Sends all messages over one connection and reports the outcome of each as soon as it is known, one for each message, in their
     * order, on this thread. Each message has 150 s, the first including the connection. After a failure that ends the connection, or
     * that every message would meet, the rest are {@link Unsent}. Throws nothing but what {@code outcomes} and {@code mayGo} throw.
     *
     * <p>To a server that offers PIPELINING, a message's envelope is sent behind the message before. Its body follows when the outcome
     * of that one was reported, so that at most one message is in doubt.
     *
     * @param messages taken one by one, each before the one before is sent; without any that may go, no connection is made
     * @param mayGo whether a message may still be sent: asked when it is taken, and again when its turn has come. One that may not has no outcome.
     *     Nor have those behind it, if its envelope was sent: then the connection ends
     * @param stages hears of the stages of each message and of the connection
     */
    public <M extends MimeMessage> void deliver(
            Iterable<M> messages, Predicate<M> mayGo, StageListener stages, BiConsumer<M, SendOutcome> outcomes) {
        Iterator<M> waiting = messages.iterator();
        M first = next(waiting, mayGo);
        if (first != null) {
            SmtpConnection connection = new SmtpConnection(context, stages, new Cancellation(), deliveryBound);
            sendAll(first, waiting, mayGo, connection, outcomes);
        }
    }

    private static <M> @Nullable M next(Iterator<M> waiting, Predicate<M> mayGo) {
        while (waiting.hasNext()) {
            M message = waiting.next();
            if (mayGo.test(message)) {
                return message;
            }
        }
        return null;
    }

    /**
     * Sends one message and reports the stages as they happen. Ends within 30 s, then as "not confirmed"
     * ({@link SmtpProblem#DEADLINE_EXCEEDED}), or at once when cancelled ({@link SmtpProblem#CANCELLED}). Every failure is
     * {@link Failed}.
     */
    public SmtpTestResult test(MimeMessage message, StageListener stages, Cancellation cancellation) {
        SmtpConnection connection = new SmtpConnection(context, stages, cancellation, testBound);
        List<SendOutcome> outcomes = new ArrayList<>();
        sendAll(
                message,
                List.<MimeMessage>of().iterator(),
                same -> true,
                connection,
                (same, outcome) -> outcomes.add(outcome));
        SendOutcome outcome = outcomes.get(0) instanceof Unsent unsent ? new Failed(unsent.cause()) : outcomes.get(0);
        return new SmtpTestResult(outcome, connection.transcript(), connection.chain());
    }

    /**
     * Connects and signs in as a test does, and sends nothing. Without credentials it ends after EHLO.
     *
     * @param bound for all of it
     */
    public SmtpProbeResult probe(StageListener stages, Cancellation cancellation, Duration bound) {
        try (SmtpConnection connection = new SmtpConnection(context, stages, cancellation, bound)) {
            Failure failure = connection.open();
            return new SmtpProbeResult(failure, connection.mechanisms(), connection.chain());
        }
    }

    private static <M extends MimeMessage> void sendAll(
            M first,
            Iterator<M> waiting,
            Predicate<M> mayGo,
            SmtpConnection opened,
            BiConsumer<M, SendOutcome> outcomes) {
        try (SmtpConnection connection = opened) {
            Failure ended = connection.open();
            M message = first;
            while (message != null) {
                M following = next(waiting, mayGo);
                SendOutcome outcome = ended == null ? connection.send(message, following) : new Unsent(ended);
                if (outcome instanceof Failed failed) {
                    ended = connection.endedBy(failed.failure());
                    // A server that has had enough between two mails has not been asked about the second.
                    outcome = ended != null && connection.isBetweenMails() ? new Unsent(ended) : outcome;
                }
                outcomes.accept(message, outcome);
                connection.restartDeadline();
                message = following;
                if (message != null && !mayGo.test(message)) {
                    message = connection.isAhead() ? null : next(waiting, mayGo);
                }
            }
        }
    }

    /** Tells of each message that was not accepted why; the others were accepted, however QUIT went. */
    @Override
    protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
        List<MimeMessage> prepared = new ArrayList<>();
        Map<MimeMessage, Object> sources = new HashMap<>();
        Map<Object, Exception> failed = new LinkedHashMap<>();
        for (int i = 0; i < messages.length; i++) {
            Object original = originals == null ? messages[i] : originals[i];
            try {
                prepare(messages[i]);
                prepared.add(messages[i]);
                sources.put(messages[i], original);
            } catch (MessagingException unusable) {
                failed.put(original, unusable);
            }
        }
        deliver(prepared, any -> true, StageListener.NONE, (message, outcome) -> {
            if (!(outcome instanceof Accepted)) {
                Failure failure = outcome instanceof Failed f ? f.failure() : ((Unsent) outcome).cause();
                failed.put(sources.get(message), exception(failure));
            }
        });
        if (!failed.isEmpty()) {
            throw new MailSendException(failed);
        }
    }

    private void prepare(MimeMessage message) throws MessagingException {
        if (message.getSentDate() == null) {
            message.setSentDate(Date.from(context.clock().instant()));
        }
        String id = message.getMessageID();
        message.saveChanges();
        if (id != null) {
            message.setHeader("Message-ID", id);
        }
    }

    private static MessagingException exception(Failure failure) {
        return new MessagingException(
                failure.problem().code() + (failure.reply() == null ? "" : ": " + failure.reply()));
    }

    /** What Spring tests a connection with. */
    @Override
    protected Transport connectTransport() throws MessagingException {
        SmtpConnection connection = new SmtpConnection(context, StageListener.NONE, new Cancellation(), deliveryBound);
        Failure failure = connection.open();
        if (failure != null) {
            connection.close();
            throw exception(failure);
        }
        return connection.transport();
    }
}
