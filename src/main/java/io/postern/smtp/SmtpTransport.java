package io.postern.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The mail library's SMTP client with its leniencies taken away: it goes on without TLS, without authentication, or with what the
 * server said before TLS, where this one stops. Signing in is done here altogether, since the library answers a refusal with
 * STARTTLS by itself. Used by one thread.
 */
final class SmtpTransport extends SMTPTransport {

    private static final Duration FINAL_DOT = Duration.ofMinutes(2);
    private static final Duration QUIT = Duration.ofSeconds(1);
    private static final Logger PROTOCOL = Logger.getLogger(SmtpTransport.class.getPackageName() + ".protocol");

    private final SmtpAccount account;
    private final Line line;
    private final StageTrack stages;
    private final Transcript transcript;
    private final Secrets secrets = new Secrets();
    private String command = "";
    private @Nullable Reply reply;
    private Duration patience;
    private boolean broken;
    private boolean closing;

    SmtpTransport(Session session, SmtpAccount account, Line line) {
        super(session, null);
        this.account = account;
        this.line = line;
        this.stages = line.stages();
        this.transcript = line.transcript();
        this.patience = account.readTimeout();
    }

    /** What the server last said to a command that counts; null when it has not answered it. */
    synchronized @Nullable Reply reply() {
        return reply;
    }

    /** Whether a further message can be sent. */
    synchronized boolean isAlive() {
        try {
            checkConnected();
            return !broken;
        } catch (IllegalStateException closed) {
            return false;
        }
    }

    /** The AUTH mechanisms that the server offers, in upper case. */
    synchronized Set<String> mechanisms() {
        Set<String> offered = new TreeSet<>();
        String parameter = getExtensionParameter("AUTH");
        if (parameter != null) {
            offered.addAll(List.of(parameter.strip().toUpperCase(Locale.ROOT).split("\\s+")));
        }
        if (supportsExtension("AUTH=LOGIN")) {
            offered.add("LOGIN");
        }
        offered.remove("");
        return offered;
    }

    /** Greeting, EHLO, TLS, authentication. */
    void open() throws MessagingException {
        connect(line.wire());
    }

    @Override
    public synchronized String getLocalHost() {
        return account.ehloName() == null ? line.wire().localLiteral() : account.ehloName();
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        // The library would log the whole dialogue, secrets and messages included, at the finest level.
        PROTOCOL.setLevel(Level.OFF);
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
        stages.found("smtp.finding.ehlo-name", name);
        boolean known = super.ehlo(name);
        if (!known && !isTooOldForEhlo()) {
            throw new MessagingException("EHLO refused");
        }
        stages.found("smtp.finding.extensions", known ? extensions() : "");
        stages.found("smtp.finding.mechanisms", known ? Reply.shown(String.join(" ", mechanisms())) : "");
        if (known) {
            stages.ok();
        }
        return known;
    }

    /** A server that knows HELO alone will do where nothing is asked of it. */
    private boolean isTooOldForEhlo() {
        return reply != null
                && (reply.code() == 500 || reply.code() == 502)
                && account.encryption() != Encryption.STARTTLS
                && account.credentials() instanceof Credentials.None;
    }

    @Override
    protected void helo(String name) throws MessagingException {
        super.helo(name);
        stages.ok();
    }

    private String extensions() {
        String said = reply == null ? "" : reply.text();
        return String.join(
                ", ",
                said.lines()
                        .skip(1)
                        .map(text -> text.substring(Math.min(4, text.length())))
                        .toList());
    }

    private void authenticate() throws MessagingException {
        stages.skip(Stage.AUTHORIZE);
        if (!(account.credentials() instanceof Credentials.Password password)) {
            stages.skip(Stage.AUTHENTICATE);
            return;
        }
        stages.begin(Stage.AUTHENTICATE);
        Set<String> offered = mechanisms();
        if (offered.isEmpty()) {
            throw new SmtpFailure(SmtpProblem.AUTH_NOT_OFFERED);
        }
        if (password.password().isEmpty()) {
            throw new SmtpFailure(SmtpProblem.PASSWORD_MISSING);
        }
        SignIn signIn = new SignIn(this, password, secrets);
        String mechanism = SignIn.choose(offered);
        stages.found("smtp.finding.mechanism", mechanism);
        int code = signIn.by(mechanism);
        if (code != 235) {
            throw new AuthenticationFailedException("AUTH refused");
        }
        foundReply();
        stages.ok();
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
        foundReply();
        stages.ok();
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
        transcript.note("(message)");
        patience = FINAL_DOT;
        try {
            super.finishData();
        } finally {
            patience = account.readTimeout();
        }
        foundReply();
        stages.ok();
    }

    private void foundReply() {
        if (reply != null) {
            stages.found("smtp.finding.reply", reply.text());
        }
    }

    @Override
    protected void sendCommand(String next) throws MessagingException {
        if (!next.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            // The library would cut other characters to their low byte, and so mail somebody else.
            throw new SmtpFailure(SmtpDiagnosis.refusalAt(stages.stage()));
        }
        command = next;
        if (!isAside()) {
            reply = null;
        }
        transcript.client(secrets.redacted(next));
        try {
            super.sendCommand(next);
        } catch (MessagingException lost) {
            broken = true;
            throw lost;
        }
    }

    /** A command whose answer changes nothing of what became of the message. */
    private boolean isAside() {
        return command.equals("RSET") || command.equals("QUIT") || command.equals("NOOP");
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        boolean greeting = command.isEmpty();
        line.wire().expectReply(closing ? QUIT : patience, greeting);
        try {
            int code = super.readServerResponse();
            heard(code, greeting);
            return code;
        } catch (MessagingException lost) {
            broken = true;
            if (isAside()) {
                return -1;
            }
            String head = line.wire().replyHead();
            if (!greeting && head.length() > 3 && Character.isDigit(head.charAt(0))) {
                reply = Reply.of(0, secrets.redacted(head));
            }
            throw lost;
        }
    }

    private void heard(int code, boolean greeting) throws MessagingException {
        String text = secrets.redacted(getLastServerResponse());
        if (code < 200 || code > 599) {
            boolean ended = code == -1 && (text.equals("[EOF]") || Character.isDigit(text.charAt(0)));
            transcript.note(ended ? "(connection closed)" : "(not an SMTP reply)");
            throw new SmtpFailure(ended ? SmtpProblem.CONNECTION_LOST : SmtpProblem.UNEXPECTED);
        }
        Reply heard = Reply.of(code, text);
        transcript.server(heard.text());
        broken |= code == 421;
        if (!isAside()) {
            reply = heard;
        }
        if (greeting && code == 220) {
            stages.found("smtp.finding.banner", heard.text());
            stages.ok();
        }
    }

    /** Says QUIT, if anybody listens, and closes. What the server makes of it changes nothing. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            if (broken) {
                line.wire().raw().close();
            }
            super.close();
        } catch (MessagingException | IOException gone) {
            // Whatever was accepted has been accepted.
        } finally {
            line.close();
        }
    }
}
