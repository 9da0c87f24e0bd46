package io.postern.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
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
 * The mail library's SMTP client with its commands and replies under guard: nothing but ASCII goes out, each reply has its bounds
 * and is remembered until the next command that counts, and closing never fails. Used by one thread.
 */
abstract class GuardedTransport extends SMTPTransport {

    /** Before the greeting; no command reads like this. */
    private static final String NOTHING_YET = "(nothing yet)";

    private static final Duration QUIT = Duration.ofSeconds(1);
    private static final Logger PROTOCOL = Logger.getLogger(GuardedTransport.class.getPackageName() + ".protocol");

    private final SmtpAccount account;
    private final Line line;
    private final StageTrack stages;
    private final Transcript transcript;
    private final Secrets secrets = new Secrets();
    private String command = NOTHING_YET;
    private @Nullable Reply reply;
    private Duration patience;
    private boolean broken;
    private boolean closing;

    GuardedTransport(Session session, SmtpAccount account, Line line) {
        super(session, null);
        this.account = account;
        this.line = line;
        this.stages = line.stages();
        this.transcript = line.transcript();
        this.patience = account.readTimeout();
    }

    /** The library would log the whole dialogue, secrets and messages included, at the finest level. */
    static void silenceLibrary() {
        PROTOCOL.setLevel(Level.OFF);
    }

    Secrets secrets() {
        return secrets;
    }

    /** How long each reply may take from now on. */
    void waitFor(Duration longest) {
        patience = longest;
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

    @Override
    public synchronized String getLocalHost() {
        return account.ehloName() == null ? line.wire().localLiteral() : account.ehloName();
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
        boolean greeting = command.equals(NOTHING_YET);
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
