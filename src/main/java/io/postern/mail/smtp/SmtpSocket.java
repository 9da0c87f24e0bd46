package io.postern.mail.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The socket that the mail library gets: one TCP connection, with or without TLS, whose input is a {@link ReplyStream}. The library
 * neither connects nor sets up TLS itself, since it has too many ways to go on without TLS.
 */
final class SmtpSocket extends Socket {

    /** How long a server of HTTP may take to find a request malformed. */
    private static final Duration HTTP = Duration.ofMillis(500);

    private final Socket raw;
    private final InetAddress namedAddress;
    private final SmtpChannel channel;
    private @Nullable SSLSocket tls;
    private ReplyStream replies;
    private CommandStream commands;

    /** @param host the peer's name from now on, instead of the one that the DNS has for its address */
    SmtpSocket(Socket raw, String host, SmtpChannel channel) throws IOException {
        this.raw = raw;
        this.channel = channel;
        this.namedAddress = InetAddress.getByAddress(host, raw.getInetAddress().getAddress());
        this.replies = new ReplyStream(raw.getInputStream(), raw);
        this.commands = new CommandStream(raw.getOutputStream());
    }

    /** The channel that it belongs to. */
    SmtpChannel channel() {
        return channel;
    }

    Socket raw() {
        return raw;
    }

    /** Speaks through this TLS connection from now on. What was read before and not used is dropped (RFC 3207). */
    void encrypted(SSLSocket layer) throws IOException {
        if (replies.hasMore()) {
            channel.transcript().note("(dropped: what came in clear behind the answer to STARTTLS)");
        }
        tls = layer;
        replies = new ReplyStream(layer.getInputStream(), raw);
        commands = new CommandStream(layer.getOutputStream());
    }

    void expectReply(Duration within, boolean greeting) {
        replies.expect(within, greeting);
    }

    String replyHead() {
        return replies.head();
    }

    String replyHeadAndMore() {
        return replies.headAndMore();
    }

    boolean hasMoreThanTheReply() {
        return replies.hasMore();
    }

    /** What is sent from now on waits until {@link #release}. */
    void hold() {
        commands.hold();
    }

    /** Sends at once what waited. */
    void release() throws IOException {
        commands.release();
    }

    /** Whether a server that said nothing, since it is the client's turn there, speaks HTTP. Nothing else can follow on this connection. */
    boolean waitsForHttp() {
        if (!replies.head().isEmpty() || raw.isClosed()) {
            return false;
        }
        try {
            commands.write("QUIT\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            commands.flush();
            replies.expect(HTTP, false);
            String head = new String(replies.readNBytes(4), StandardCharsets.US_ASCII);
            return head.equals("HTTP") || head.startsWith("<");
        } catch (IOException noHttp) {
            return false;
        }
    }

    /** The address that the peer sees, as an address literal (RFC 5321 section 4.1.3). */
    String localLiteral() {
        InetAddress local = raw.getLocalAddress();
        String text = local.getHostAddress();
        int scope = text.indexOf('%');
        String bare = scope < 0 ? text : text.substring(0, scope);
        return local instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
    }

    String peer() {
        return HostConnector.text(raw.getInetAddress(), raw.getPort());
    }

    @Override
    public InputStream getInputStream() {
        return replies;
    }

    @Override
    public OutputStream getOutputStream() {
        return commands;
    }

    @Override
    public InetAddress getInetAddress() {
        return namedAddress;
    }

    @Override
    public InetAddress getLocalAddress() {
        return raw.getLocalAddress();
    }

    @Override
    public int getPort() {
        return raw.getPort();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return raw.isClosed();
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            if (tls != null && !raw.isClosed()) {
                tls.shutdownOutput();
            }
        } finally {
            raw.close();
        }
    }
}
