package io.postern.mail.smtp;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.SmtpFailure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.SmtpReply;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.ShownText;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports the stages of a connection as they happen. It stops where the mail library would go on without TLS, without authentication,
 * or with what the server said before TLS. It also signs in itself, since the library answers a refusal with STARTTLS.
 */
final class SmtpTransport extends PipeliningTransport {

    private static final Duration FINAL_DOT = Duration.ofMinutes(2);

    private final SmtpAccount account;
    private final SmtpChannel channel;
    private final StageProgress stages;
    private final SmtpConnection.SenderContext context;
    private boolean senderTaken;

    SmtpTransport(SmtpConnection.SenderContext context, SmtpChannel channel) {
        super(context, channel);
        this.context = context;
        this.account = context.account();
        this.channel = channel;
        this.stages = channel.stages();
    }

    /** Greeting, EHLO, TLS, authentication. */
    void open() throws MessagingException {
        connect(channel.socket());
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        silenceLibrary();
        stages.begin(Stage.GREETING);
        super.protocolConnect(account.host(), account.port(), null, null);
        if (account.encryption() == Encryption.STARTTLS) {
            stages.begin(Stage.TLS);
            if (!supportsExtension("STARTTLS")) {
                throw new SmtpFailure(SmtpProblem.STARTTLS_NOT_OFFERED);
            }
            startTLS();
            ehlo(getLocalHost());
        } else if (account.encryption() == Encryption.NONE) {
            stages.skip(Stage.TLS);
        }
        authenticate();
        return true;
    }

    @Override
    protected boolean ehlo(String name) throws MessagingException {
        stages.begin(Stage.EHLO);
        stages.found("mail.diagnosis.finding.ehlo-name", name);
        boolean known = super.ehlo(name);
        if (!known && !isTooOldForEhlo()) {
            throw isUnknownCommand()
                    ? new SmtpFailure(missingWithoutEhlo(name))
                    : new MessagingException("EHLO refused");
        }
        stages.found("mail.diagnosis.finding.extensions", known ? extensions() : "");
        stages.found(
                "mail.diagnosis.finding.mechanisms", known ? ShownText.ofOctets(String.join(" ", mechanisms())) : "");
        if (known) {
            stages.ok();
        }
        return known;
    }

    /** A server that knows only HELO will do if neither TLS nor authentication is wanted. */
    private boolean isTooOldForEhlo() {
        return isUnknownCommand()
                && account.encryption() != Encryption.STARTTLS
                && account.credentials() instanceof Credentials.None;
    }

    private boolean isUnknownCommand() {
        SmtpReply reply = reply();
        return reply != null && (reply.code() == 500 || reply.code() == 502);
    }

    /** What a server that does not know EHLO can't do. One that does not know HELO either, such as one of FTP, speaks no SMTP. */
    private SmtpProblem missingWithoutEhlo(String name) throws MessagingException {
        if (!understands("HELO " + name)) {
            return SmtpProblem.NOT_SMTP;
        }
        return account.credentials() instanceof Credentials.None
                ? SmtpProblem.STARTTLS_NOT_OFFERED
                : SmtpProblem.AUTH_NOT_OFFERED;
    }

    @Override
    protected void helo(String name) throws MessagingException {
        super.helo(name);
        stages.ok();
    }

    private String extensions() {
        SmtpReply reply = reply();
        String said = reply == null ? "" : reply.text();
        return String.join(
                ", ",
                said.lines()
                        .skip(1)
                        .map(text -> text.substring(Math.min(4, text.length())))
                        .toList());
    }

    private void authenticate() throws MessagingException {
        Credentials credentials = account.credentials();
        if (credentials instanceof Credentials.OAuth2 oauth && context.tokens() != null) {
            new OAuthAuthentication(this, channel, oauth, context.tokens()).authenticate();
        } else if (credentials instanceof Credentials.Kerberos identity && context.tickets() != null) {
            new KerberosAuthentication(this, channel, account, identity, context.tickets()).authenticate();
        } else if (credentials instanceof Credentials.Password password) {
            stages.skip(Stage.AUTHORIZE);
            new PasswordAuthentication(this, password).authenticate();
        } else {
            stages.skip(Stage.AUTHORIZE);
            stages.skip(Stage.AUTHENTICATE);
            return;
        }
        foundReply();
        stages.ok();
    }

    /** Begins AUTHENTICATE with the first of the mechanisms that the server offers. */
    String beginAuthenticate(String... mechanisms) throws SmtpFailure {
        stages.begin(Stage.AUTHENTICATE);
        Set<String> offered = mechanisms();
        String mechanism = Stream.of(mechanisms)
                .filter(offered::contains)
                .findFirst()
                .orElseThrow(() -> new SmtpFailure(
                        offered.isEmpty() ? SmtpProblem.AUTH_NOT_OFFERED : SmtpProblem.NO_COMMON_AUTH_MECHANISM));
        stages.found("mail.diagnosis.finding.mechanism", mechanism);
        return mechanism;
    }

    /** @param code of the reply that ends the dialogue */
    static void requireSignedIn(int code) throws AuthenticationFailedException {
        if (code != 235) {
            throw new AuthenticationFailedException("AUTH refused");
        }
    }

    /** Goes through SENDER, RECIPIENT, DATA and DONE. */
    @Override
    public synchronized void sendMessage(Message message, Address[] recipients) throws MessagingException {
        super.sendMessage(message, recipients);
        stages.begin(Stage.DONE);
        stages.ok();
    }

    @Override
    protected void mailFrom() throws MessagingException {
        stages.begin(Stage.SENDER);
        super.mailFrom();
        senderTaken = true;
        foundReply();
        stages.ok();
    }

    /** Whether the server has taken the sender on this connection. All mails have the same. */
    synchronized boolean hasTakenSender() {
        return senderTaken;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stages.begin(Stage.RECIPIENT);
        super.rcptTo();
        foundReply();
        stages.ok();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stages.begin(Stage.DATA);
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        channel.transcript().note("(message)");
        setReplyTimeout(FINAL_DOT);
        try {
            super.finishData();
        } finally {
            setReplyTimeout(account.readTimeout());
        }
        foundReply();
        stages.ok();
    }

    private void foundReply() {
        SmtpReply reply = reply();
        if (reply != null) {
            stages.found("mail.diagnosis.finding.reply", reply.text());
        }
    }
}
