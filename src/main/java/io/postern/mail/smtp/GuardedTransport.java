package io.postern.mail.smtp;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.auth.Redaction;
import io.postern.mail.diagnosis.NotSmtp;
import io.postern.mail.diagnosis.SmtpDiagnosis;
import io.postern.mail.diagnosis.SmtpFailure;
import io.postern.mail.diagnosis.SmtpProblem;
import io.postern.mail.diagnosis.SmtpReply;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The mail library's SMTP client, guarded: only ASCII goes out, each reply is bounded, and closing never fails. It remembers the reply
 * until the next command that counts. Used by one thread.
 */
abstract class GuardedTransport extends SMTPTransport {

    /** The command before the greeting; no real one reads like this. */
    private static final String NOTHING_YET = "(nothing yet)";

    private static final Duration QUIT = Duration.ofSeconds(1);

    /** With a blank (RFC 4954), or with the equals sign of before the standard. */
    private static final Pattern OFFER = Pattern.compile("(?im)^250[ -]AUTH[ =](.*)$");

    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Logger PROTOCOL = Logger.getLogger(GuardedTransport.class.getPackageName() + ".protocol");

    private final SmtpAccount account;
    private final SmtpChannel channel;
    private final StageProgress stages;
    private final Transcript transcript;
    private final Redaction redaction = new Redaction();
    private String command = NOTHING_YET;
    private @Nullable SmtpReply reply;
    private Set<String> offered = Set.of();
    private Duration replyTimeout;
    /** Whether the reply to the command at hand says nothing about the message. */
    private boolean aside;

    private boolean broken;
    private boolean closing;

    GuardedTransport(Session session, SmtpAccount account, SmtpChannel channel) {
        super(session, null);
        this.account = account;
        this.channel = channel;
        this.stages = channel.stages();
        this.transcript = channel.transcript();
        this.replyTimeout = account.readTimeout();
        // From the first reply on: a server that was signed in to before may know it already.
        if (account.credentials() instanceof Credentials.Password password) {
            redaction.hide(password.password());
        }
    }

    /** At the finest level the library would log the whole dialogue, secrets and messages included. */
    static void silenceLibrary() {
        PROTOCOL.setLevel(Level.OFF);
    }

    Redaction redaction() {
        return redaction;
    }

    /** How long each reply may take from now on. */
    void setReplyTimeout(Duration longest) {
        replyTimeout = longest;
    }

    /** What the server last said to a command that counts; null when it has not answered it. */
    synchronized @Nullable SmtpReply reply() {
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
        return offered;
    }

    @Override
    protected boolean ehlo(String name) throws MessagingException {
        boolean known = super.ehlo(name);
        offered = known ? mechanismsIn(getLastServerResponse()) : Set.of();
        return known;
    }

    private static Set<String> mechanismsIn(String answer) {
        Set<String> mechanisms = new TreeSet<>();
        OFFER.matcher(answer)
                .results()
                .flatMap(offer -> BLANK.splitAsStream(offer.group(1).toUpperCase(Locale.ROOT)))
                .forEach(mechanisms::add);
        mechanisms.remove("");
        return mechanisms;
    }

    @Override
    public synchronized String getLocalHost() {
        return account.ehloName() == null ? channel.socket().localLiteral() : account.ehloName();
    }

    /** Nothing more can be sent: what the server says next may be the answer to something else. */
    void giveUp() {
        broken = true;
    }

    @Override
    protected void sendCommand(String next) throws MessagingException {
        send(next, next.equals("RSET") || next.equals("QUIT") || next.equals("NOOP"));
    }

    /** @param asideFromMessage whether its reply says nothing about the message */
    void send(String next, boolean asideFromMessage) throws MessagingException {
        if (!next.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            // The library would cut other characters to their low byte, and mail somebody else.
            throw new SmtpFailure(SmtpDiagnosis.refusalAt(stages.stage()));
        }
        broken |= channel.socket().hasMoreThanTheReply();
        if (!asideFromMessage) {
            refuseUnexpectedReply();
        }
        expectReplyTo(next, asideFromMessage);
        write(next);
    }

    /** The reply that is read next is the one to this command. */
    void expectReplyTo(String sent, boolean asideFromMessage) {
        command = sent;
        aside = asideFromMessage;
        if (!aside) {
            reply = null;
        }
    }

    /** Sends it, whatever reply is read next. */
    void write(String next) throws MessagingException {
        transcript.client(redaction.redacted(next));
        try {
            super.sendCommand(next);
        } catch (MessagingException lost) {
            broken = true;
            throw lost;
        }
    }

    /** Otherwise it would count as the answer to this command, and each later answer as that to the next. */
    private void refuseUnexpectedReply() throws SmtpFailure {
        if (channel.socket().hasMoreThanTheReply()) {
            reply = SmtpReply.of(0, redaction.redacted(channel.socket().replyHeadAndMore()));
            transcript.note("(more than one answer)");
            throw new SmtpFailure(SmtpProblem.UNEXPECTED);
        }
    }

    /** Whether the server knows this command. What it said before stays what it said last. */
    boolean understands(String other) throws MessagingException {
        SmtpReply before = reply;
        int code = simpleCommand(other);
        reply = before;
        return code != 500 && code != 502;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        boolean greeting = command.equals(NOTHING_YET);
        channel.socket().expectReply(closing ? QUIT : replyTimeout, greeting);
        try {
            int code = ReplyCode.of(command, super.readServerResponse(), getLastServerResponse());
            record(code, greeting);
            return ReplyCode.asTheLibraryExpects(command, code);
        } catch (MessagingException lost) {
            broken = true;
            if (aside) {
                return -1;
            }
            // A mail server takes who speaks first for a sender of spam, so that only a test does it.
            if (greeting && channel.stages().wantsFindings() && channel.socket().waitsForHttp()) {
                throw new MessagingException("not SMTP", new NotSmtp(false));
            }
            String head = channel.socket().replyHead();
            if (!greeting && head.length() > 3 && Character.isDigit(head.charAt(0))) {
                reply = SmtpReply.of(0, redaction.redacted(head));
            }
            throw lost;
        }
    }

    private void record(int code, boolean greeting) throws MessagingException {
        String text = redaction.redacted(getLastServerResponse());
        if (code < 200 || code > 599) {
            boolean ended = code == -1 && (text.equals("[EOF]") || Character.isDigit(text.charAt(0)));
            transcript.note(ended ? "(connection closed)" : "(not an SMTP reply)");
            throw new SmtpFailure(ended ? SmtpProblem.CONNECTION_LOST : SmtpProblem.UNEXPECTED);
        }
        SmtpReply heard = SmtpReply.of(code, text);
        transcript.server(heard.text());
        broken |= code == 421;
        if (!aside) {
            reply = heard;
        }
        if (greeting && code == 220) {
            stages.found("mail.diagnosis.finding.banner", heard.text());
            stages.ok();
        }
    }

    /** Says QUIT, if the connection works, and closes. The server's answer changes nothing. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            if (broken) {
                channel.socket().raw().close();
            }
            super.close();
        } catch (MessagingException | IOException gone) {
            // What was accepted stays accepted.
        } finally {
            channel.close();
        }
    }
}
