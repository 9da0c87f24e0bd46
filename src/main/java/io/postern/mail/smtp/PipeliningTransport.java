package io.postern.mail.smtp;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Sends MAIL, RCPT and DATA of the next mail behind the final dot of the one before (RFC 2920), so that a mail takes one round trip
 * instead of four. The library asks for these commands later, once it sends the next mail; then only their replies are read. The body
 * goes out after them, so that at most one mail is in doubt.
 */
abstract class PipeliningTransport extends GuardedTransport {

    private static final String DATA = "DATA";
    private static final String DOT = ".";

    /** What a server says that lost a command, or that has had enough of so many. */
    private static final Set<Integer> CONFUSED = Set.of(421, 500, 502, 503);

    private final SmtpSocket socket;
    private final PipeliningTrust trust;
    /** Sent already, and not answered as far as is known. */
    private final Deque<String> ahead = new ArrayDeque<>();

    /** Of the mail at hand, to go out together. */
    private List<String> own = List.of();

    private List<String> behindDot = List.of();
    private String command = "";
    /** Whether the command at hand is one that was sent ahead. */
    private boolean wasAhead;

    private boolean resetNotNeeded;
    /** Whether the server takes what is sent for the message: from its 354 to the dot. */
    private boolean takesMessage;

    private boolean failedAhead;

    PipeliningTransport(SmtpConnection.SenderContext context, SmtpChannel channel) {
        super(context.session(), context.account(), channel);
        this.socket = channel.socket();
        this.trust = context.pipelining();
    }

    /**
     * Sends a message. If the server can do so, the commands of the next go out behind it. Its own commands go out together only once
     * that went well, and if it is not alone: else its failure could not be told from that of a server that does not keep up.
     *
     * @param commands its own, or none
     * @param following those of the next message, or none
     */
    synchronized void sendMessage(Message message, Address[] recipients, List<String> commands, List<String> following)
            throws MessagingException {
        boolean pipelining = !following.isEmpty() && supportsExtension("PIPELINING") && trust.isGiven();
        boolean wentAhead = isAhead();
        failedAhead = false;
        behindDot = pipelining ? following : List.of();
        own = pipelining && trust.isProven() && !wentAhead ? commands : List.of();
        try {
            sendMessage(message, recipients);
            if (wentAhead) {
                trust.prove();
            }
        } finally {
            own = List.of();
            behindDot = List.of();
        }
    }

    /** Whether commands of the next mail were sent. Unless it follows, the connection has to end. */
    synchronized boolean isAhead() {
        return !ahead.isEmpty();
    }

    /** Whether the last mail failed at a command that was sent ahead, and perhaps only since it was. Its body was not sent. */
    synchronized boolean hasFailedAhead() {
        return failedAhead;
    }

    @Override
    synchronized boolean isAlive() {
        return super.isAlive() && !takesMessage;
    }

    @Override
    protected void sendCommand(String next) throws MessagingException {
        boolean ofRefusal = next.equals("RSET");
        resetNotNeeded = ofRefusal && isAhead() && (command.equals(DOT) || !endRefusedMail());
        if (resetNotNeeded) {
            return;
        }
        command = next;
        wasAhead = next.equals(ahead.peek());
        if (wasAhead) {
            ahead.remove();
            expectReplyTo(next, false);
        } else if (isAhead()) {
            confused(true);
            throw new MessagingException("another command was sent ahead");
        } else if (next.equals(DOT)) {
            sendTogether(DOT, behindDot);
            takesMessage = false;
        } else if (!own.isEmpty() && next.equals(own.get(0))) {
            sendTogether(next, own.subList(1, own.size()));
        } else {
            super.sendCommand(next);
        }
    }

    /** In one packet, where that is large enough. */
    private void sendTogether(String first, List<String> others) throws MessagingException {
        if (!others.isEmpty()) {
            socket.hold();
        }
        super.sendCommand(first);
        for (String each : others) {
            write(each);
        }
        try {
            socket.release();
        } catch (IOException lost) {
            giveUp();
            throw new MessagingException("Can't send command to SMTP host", lost);
        }
        ahead.addAll(others);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (resetNotNeeded) {
            return -1;
        }
        // What the library does not understand, it answers with QUIT.
        String answered = command;
        boolean answeredWasAhead = wasAhead;
        boolean doubtful = wasAhead || isAhead();
        int code;
        try {
            code = super.readServerResponse();
        } catch (MessagingException lost) {
            if (doubtful) {
                confused(answeredWasAhead);
            }
            throw lost;
        }
        boolean odd = code < 200 || CONFUSED.contains(code) || code / 100 == (answered.equals(DATA) ? 2 : 3);
        if (odd && doubtful) {
            confused(answeredWasAhead);
        }
        if (failedAhead) {
            throw new MessagingException("out of step");
        }
        takesMessage |= answered.equals(DATA) && code == 354;
        return code;
    }

    /**
     * The server did not keep up.
     *
     * @param ofThisMail whether that shows at a command that was sent ahead
     */
    private void confused(boolean ofThisMail) {
        trust.withdraw();
        giveUp();
        failedAhead = ofThisMail;
    }

    /**
     * Reads the replies to what was sent behind a refused command. A server that wants the message all the same gets an empty one, which
     * it has to refuse; what it says to that is no outcome. False if the connection can't be used any more.
     */
    private boolean endRefusedMail() throws MessagingException {
        boolean taken = false;
        boolean wanted = false;
        while (isAhead()) {
            String next = ahead.remove();
            int code = readAside(next);
            taken |= code / 100 == 2;
            wanted = next.equals(DATA) && code == 354;
        }
        if (wanted && !taken) {
            send(DOT, true);
            readAside(DOT);
        }
        if (taken || !super.isAlive()) {
            // An empty message would go to a recipient that was taken.
            trust.withdraw();
            giveUp();
            return false;
        }
        return true;
    }

    private int readAside(String sent) throws MessagingException {
        expectReplyTo(sent, true);
        return super.readServerResponse();
    }

    @Override
    public synchronized void close() {
        if (isAhead() || takesMessage) {
            giveUp();
            ahead.clear();
        }
        super.close();
    }
}
