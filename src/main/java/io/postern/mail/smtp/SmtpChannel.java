package io.postern.mail.smtp;

import io.postern.mail.account.Encryption;
import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.SmtpFailure;
import io.postern.mail.diagnosis.Stage;
import io.postern.net.ShownText;
import io.postern.outbound.CertificateTrust;
import io.postern.outbound.Deadline;
import io.postern.outbound.TlsClient;
import io.postern.outbound.TlsLayerSocketFactory;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The connection of one attempt below SMTP, with all that belongs to the attempt. Used by one thread. */
final class SmtpChannel implements AutoCloseable {

    private final SmtpAccount account;
    private final Clock clock;
    private final @Nullable TlsClient tls;
    private final StageProgress stages;
    private final Transcript transcript;
    private final Deadline deadline;
    private @Nullable SmtpSocket socket;
    private List<X509Certificate> chain = List.of();
    private boolean askedForCertificate;

    SmtpChannel(SmtpAccount account, Clock clock, @Nullable TlsClient tls, StageListener listener, Deadline deadline) {
        this.account = account;
        this.clock = clock;
        this.tls = tls;
        this.stages = new StageProgress(listener);
        this.transcript = new Transcript(stages.wantsFindings());
        this.deadline = deadline;
    }

    StageProgress stages() {
        return stages;
    }

    Transcript transcript() {
        return transcript;
    }

    Deadline deadline() {
        return deadline;
    }

    /** The certificates that the server presented, accepted or not. */
    List<X509Certificate> chain() {
        return chain;
    }

    SmtpSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    /** The address and port that it is connected to, or null. */
    @Nullable
    String peer() {
        return socket == null ? null : socket.peer();
    }

    /**
     * Why the connection was lost. With TLS 1.3 the handshake ends before the server has seen that a certificate is missing, so that it
     * hangs up later. One that only asks for a certificate, and then says nothing, is silent.
     */
    Exception explained(Exception thrown) {
        boolean first = stages.stage() == Stage.GREETING || stages.stage() == Stage.EHLO;
        return askedForCertificate
                        && first
                        && thrown.getCause() instanceof IOException lost
                        && !(lost instanceof SocketTimeoutException)
                ? new TlsClient.ClientCertificateDemanded(lost)
                : thrown;
    }

    /** Tells the connector that this server did not let us in. */
    void failed(HostConnector connector) {
        if (socket != null) {
            connector.failedAt(socket.raw().getInetAddress());
        }
    }

    /** Resolves, connects, and with implicit TLS shakes hands. */
    void connect(HostConnector connector) throws IOException, SmtpFailure {
        Socket raw = connector.connect(account, stages, deadline);
        stages.ok();
        socket = new SmtpSocket(raw, account.host(), this);
        if (account.encryption() == Encryption.IMPLICIT) {
            stages.begin(Stage.TLS);
            encrypt();
        }
    }

    private void encrypt() throws IOException {
        if (tls == null) {
            throw new IllegalStateException("no TLS was asked for");
        }
        try {
            SSLSocket layer = tls.over(socket().raw(), account.host(), account.readTimeout());
            askedForCertificate = tls.askedForCertificate(layer);
            socket().encrypted(layer);
            found(layer.getSession());
        } catch (IOException refused) {
            refusedChain(refused);
            stages.found("mail.diagnosis.finding.reason", ShownText.of(String.valueOf(refused.getMessage())));
            throw refused;
        }
        stages.ok();
    }

    private void found(SSLSession session) throws SSLPeerUnverifiedException {
        stages.found("mail.diagnosis.finding.tls-version", session.getProtocol());
        stages.found("mail.diagnosis.finding.cipher", session.getCipherSuite());
        transcript.note("(" + session.getProtocol() + " " + session.getCipherSuite() + ")");
        if (session.getPeerCertificates()[0] instanceof X509Certificate own) {
            stages.presented(account.host(), own);
        }
        if (stages.wantsFindings()) {
            List<X509Certificate> presented = new ArrayList<>();
            Arrays.stream(session.getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .forEach(presented::add);
            presented(presented);
        }
    }

    private void refusedChain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateTrust.RefusedChain refused) {
                presented(refused.chain());
            }
        }
    }

    private void presented(List<X509Certificate> certificates) {
        chain = List.copyOf(certificates);
        if (!chain.isEmpty()) {
            stages.found(chain.get(0), clock);
            chain.forEach(stages::foundWeakness);
        }
    }

    @Override
    public void close() {
        deadline.close();
    }

    /** The mail library calls this after STARTTLS. It encrypts the channel that the socket belongs to. */
    static SocketFactory startTlsSocketFactory() {
        return new StartTlsSocketFactory();
    }

    private static final class StartTlsSocketFactory extends TlsLayerSocketFactory {

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            if (!(socket instanceof SmtpSocket smtpSocket)) {
                throw new IOException("not one of our sockets");
            }
            smtpSocket.channel().encrypt();
            return smtpSocket;
        }
    }
}
