package io.postern.outbound;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** TLS 1.2 or 1.3 to a server. Its certificate must be valid for the configured host (RFC 7817). */
public final class TlsClient {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final NoClientCertificate ownCertificate = new NoClientCertificate();

    /**
     * Trusts the CAs of the JVM and these certificates.
     *
     * @param trusted certificates trusted in addition to the JVM's
     */
    public TlsClient(List<X509Certificate> trusted) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {ownCertificate}, new TrustManager[] {CertificateTrust.with(trusted)}, null);
        } catch (NoSuchAlgorithmException | KeyManagementException impossible) {
            throw new IllegalStateException(impossible);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("no trust store", unusable);
        }
    }

    /** The server broke off after it had asked for a certificate of the client, and got none. */
    public static final class ClientCertificateDemanded extends SSLException {

        private static final long serialVersionUID = 1L;

        public ClientCertificateDemanded(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Whether the server of this connection asked for a certificate of the client, as it may do without insisting. */
    public boolean askedForCertificate(SSLSocket socket) {
        return ownCertificate.wasDemanded(socket);
    }

    /** Shakes hands on a connected socket. */
    public SSLSocket over(Socket raw, String host, Duration readTimeout) throws IOException {
        raw.setSoTimeout((int) readTimeout.toMillis());
        SSLSocket socket = layer(raw, host);
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException refused) {
            throw ownCertificate.wasDemanded(socket) ? new ClientCertificateDemanded(refused) : refused;
        }
    }

    /** The same without the handshake, which the first use of the socket begins. */
    SSLSocket layer(Socket raw, String host) throws IOException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, bare, raw.getPort(), false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }
}
