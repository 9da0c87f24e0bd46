package io.postern.mail.smtp;

import io.postern.mail.account.Encryption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on 127.0.0.1 that behaves, except where a test tells it otherwise; it writes down what it was told. Hangs last
 * until {@link #release} or {@link #close}, so that no test has to wait for one. Changes to the script count for what comes next.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

    public enum Phase {
        /** After the connection was accepted, before anything else, TLS included. */
        CONNECT,
        GREETING,
        EHLO,
        STARTTLS,
        /** Instead of the TLS handshake that STARTTLS or the port calls for. */
        HANDSHAKE,
        SECOND_EHLO,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        /** Before the message is read. */
        MESSAGE,
        FINAL_DOT,
        QUIT
    }

    /** One attempt to sign in: what was sent (with XOAUTH2 the access token is the password, with GSSAPI there is none), and whether the connection was encrypted. */
    public record SignIn(String mechanism, String username, String password, boolean encrypted) {}

    public record Command(String line, boolean encrypted) {}

    private final ServerSocket listener;
    private final SmtpScript script = new SmtpScript();
    private final HangPoints hangs = new HangPoints();
    private final List<ReceivedMail> accepted = new CopyOnWriteArrayList<>();
    private final List<SignIn> signIns = new CopyOnWriteArrayList<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile ScriptedTls tls = ScriptedTls.NONE;
    private volatile String mechanisms = "PLAIN LOGIN";
    private volatile @Nullable ScriptedKerberos kerberos;
    private volatile Predicate<String> right = password -> true;
    private volatile boolean closed;

    private ScriptedSmtpServer(InetAddress address, int port) throws IOException {
        listener = new ServerSocket(port, 200, address);
        start("scripted-smtp", this::acceptAll);
    }

    /** Listens on a free port; without TLS, offering PLAIN and LOGIN, taking every password and every mail. */
    public static ScriptedSmtpServer start() {
        return startAt(0);
    }

    /** On another address of this machine, such as {@code ::1}. */
    public static ScriptedSmtpServer start(String address) {
        return start(address, 0);
    }

    public static ScriptedSmtpServer startAt(int port) {
        return start("127.0.0.1", port);
    }

    static ScriptedSmtpServer start(String address, int port) {
        try {
            return new ScriptedSmtpServer(InetAddress.getByName(address), port);
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public ScriptedSmtpServer startTls(SSLContext context) {
        tls = tls.with(Encryption.STARTTLS, context);
        return this;
    }

    public ScriptedSmtpServer implicitTls(SSLContext context) {
        tls = tls.with(Encryption.IMPLICIT, context);
        return this;
    }

    /** Nothing but this version of TLS, such as {@code TLSv1.2}. */
    public ScriptedSmtpServer speaking(String version) {
        tls = tls.speaking(version);
        return this;
    }

    public ScriptedSmtpServer demandingCertificates() {
        tls = tls.demandingCertificates();
        return this;
    }

    /** The mechanisms to offer; blank for none. */
    public ScriptedSmtpServer offering(String names) {
        mechanisms = names;
        return this;
    }

    /** Offers GSSAPI alone, as this service. */
    public ScriptedSmtpServer kerberos(ScriptedKerberos service) {
        kerberos = service;
        return offering("GSSAPI");
    }

    public ScriptedSmtpServer takingOnly(String password) {
        return taking(password::equals);
    }

    /** Which passwords or access tokens are right from now on; every other is answered with 535. */
    public ScriptedSmtpServer taking(Predicate<String> those) {
        right = those;
        return this;
    }

    /** What to do in this phase: the first act at its first occurrence from now on, and so on; the last one stays. */
    public ScriptedSmtpServer on(Phase phase, Act... acts) {
        script.set(phase, acts);
        return this;
    }

    /** At RCPT TO of this address, in place of what stands for the phase. */
    public ScriptedSmtpServer onRecipient(String address, Act... acts) {
        script.set(address, acts);
        return this;
    }

    /** Lets everything go on that hangs now. */
    public void release() {
        hangs.release();
    }

    /** Until one more connection hangs or is held. */
    public void awaitHanging() {
        hangs.awaitBegin();
    }

    /** Messages that got 250 after the final dot, or would have got it. */
    public List<ReceivedMail> accepted() {
        return List.copyOf(accepted);
    }

    public List<ReceivedMail> acceptedFor(String to) {
        return accepted.stream().filter(mail -> mail.recipients().contains(to)).toList();
    }

    public List<SignIn> signIns() {
        return List.copyOf(signIns);
    }

    /** All lines, message contents excepted. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    public List<String> lines() {
        return commands.stream().map(Command::line).toList();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        closed = true;
        hangs.end();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException ended) {
            // It is gone.
        }
    }

    ScriptedTls tls() {
        return tls;
    }

    ScriptedKerberos kerberos() {
        return Objects.requireNonNull(kerberos);
    }

    String mechanisms() {
        return mechanisms;
    }

    boolean takes(SignIn signIn) {
        signIns.add(signIn);
        return right.test(signIn.password());
    }

    void heard(String line, boolean encrypted) {
        commands.add(new Command(line, encrypted));
    }

    void took(ReceivedMail mail) {
        accepted.add(mail);
    }

    SmtpScript script() {
        return script;
    }

    HangPoints hangs() {
        return hangs;
    }

    private void acceptAll() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                start("scripted-smtp-connection", () -> {
                    ScriptedConversation.hold(this, socket);
                    open.remove(socket);
                });
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
