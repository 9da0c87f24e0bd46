package io.postern.mail.smtp;

import io.postern.mail.account.Encryption;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Failed;
import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.mail.diagnosis.SendOutcome.Unsent;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.message.OutgoingMail;
import io.postern.outbound.Cancellation;
import io.postern.outbound.TargetPolicy;
import io.postern.outbound.TlsClient;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends mail through one account. {@link #deliver} and {@link #test} are the same code, observed or not; Spring's own methods use
 * the same connection, but report by exceptions. Thread-safe; each call has its own connection.
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
        context = new SmtpConnection.SenderContext(account, session, connector, clock, tls);
        setSession(session);
        setHost(account.host());
        setPort(account.port());
        setDefaultEncoding("UTF-8");
    }

    /**
     * Sends all mails over one connection and reports each one's outcome as soon as it is known, exactly one for each mail, in
     * their order, on this thread. Each mail has 150 s, the first including the connection. After a failure that ends the
     * connection, or that every mail would meet, the rest are {@link Unsent}. Throws nothing but what {@code outcomes} throws.
     *
     * @param mails taken one by one, each when the one before has its outcome; without any, no connection is made
     * @param stages hears of the stages of each mail and of the connection
     */
    public void deliver(
            Iterable<OutgoingMail> mails, StageListener stages, BiConsumer<OutgoingMail, SendOutcome> outcomes) {
        Iterator<OutgoingMail> waiting = mails.iterator();
        if (!waiting.hasNext()) {
            return;
        }
        try (SmtpConnection connection = new SmtpConnection(context, stages, new Cancellation(), deliveryBound)) {
            Failure ended = connection.open();
            boolean first = true;
            while (waiting.hasNext()) {
                OutgoingMail mail = waiting.next();
                if (!first) {
                    connection.restartDeadline();
                }
                SendOutcome outcome = ended == null ? connection.send(mail) : new Unsent(ended);
                if (outcome instanceof Failed failed) {
                    ended = connection.endedBy(failed.failure());
                    // A server that has had enough between two mails has not been asked about the second.
                    outcome = ended != null && connection.isBetweenMails() ? new Unsent(ended) : outcome;
                }
                first = false;
                outcomes.accept(mail, outcome);
            }
        }
    }

    /** {@link #deliver(Iterable, StageListener, BiConsumer)} without anybody who wants to know of the stages. */
    public void deliver(Iterable<OutgoingMail> mails, BiConsumer<OutgoingMail, SendOutcome> outcomes) {
        deliver(mails, StageListener.NONE, outcomes);
    }

    /**
     * Sends one mail and reports the stages as they happen. Ends within 30 s, then as "not confirmed"
     * ({@link SmtpProblem#DEADLINE_EXCEEDED}), or at once when cancelled ({@link SmtpProblem#CANCELLED}). Every failure is
     * {@link Failed}.
     */
    public SmtpTestResult test(OutgoingMail mail, StageListener stages, Cancellation cancellation) {
        // A test wants the transcript, even if not the stages.
        StageListener observer = stages == StageListener.NONE ? report -> {} : stages;
        return new SmtpConnection(context, observer, cancellation, testBound).sendSingle(mail);
    }

    @Override
    protected Transport connectTransport() throws MessagingException {
        SmtpConnection connection = new SmtpConnection(context, StageListener.NONE, new Cancellation(), deliveryBound);
        try {
            return connection.connect();
        } catch (IOException failed) {
            connection.close();
            throw new MessagingException("not connected", failed);
        } catch (MessagingException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Unlike Spring's, reports of each message whether it was accepted, and takes no notice of how QUIT went. */
    @Override
    protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
        Map<Object, Exception> failed = new LinkedHashMap<>();
        try {
            Transport transport = connectTransport();
            for (int i = 0; i < messages.length; i++) {
                try {
                    Address[] recipients = messages[i].getAllRecipients();
                    prepare(messages[i]);
                    transport.sendMessage(messages[i], recipients == null ? new Address[0] : recipients);
                } catch (MessagingException | IllegalStateException refused) {
                    failed.put(originals == null ? messages[i] : originals[i], refused);
                }
            }
            transport.close();
        } catch (MessagingException notConnected) {
            for (int i = 0; i < messages.length; i++) {
                failed.put(originals == null ? messages[i] : originals[i], notConnected);
            }
        }
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
}
