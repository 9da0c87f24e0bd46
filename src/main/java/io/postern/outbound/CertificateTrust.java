package io.postern.outbound;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the JVM's CAs and some certificates besides. A server's own certificate may be among these. It is then trusted without a CA,
 * but its name and its days are still checked. The exception of a refusal holds the chain that the server presented.
 */
public final class CertificateTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager delegate;
    private final Set<X509Certificate> own;

    private CertificateTrust(X509ExtendedTrustManager delegate, List<X509Certificate> own) {
        this.delegate = delegate;
        this.own = Set.copyOf(own);
    }

    static CertificateTrust with(List<X509Certificate> own) throws GeneralSecurityException, IOException {
        if (own.isEmpty()) {
            return new CertificateTrust(managerFor(null), own);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : managerFor(null).getAcceptedIssuers()) {
            store.setCertificateEntry("jvm-" + number++, certificate);
        }
        for (X509Certificate certificate : own) {
            store.setCertificateEntry("own-" + number++, certificate);
        }
        return new CertificateTrust(managerFor(store), own);
    }

    private static X509ExtendedTrustManager managerFor(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("the JVM has no PKIX trust manager");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            if (own.contains(chain[0])) {
                chain[0].checkValidity();
            }
            delegate.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException refused) {
            throw new RefusedChain(Arrays.asList(chain), refused);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }

    /** A chain that was not accepted, and why. */
    public static final class RefusedChain extends CertificateException {

        private static final long serialVersionUID = 1L;

        private final transient List<X509Certificate> chain;

        public RefusedChain(List<X509Certificate> chain, CertificateException cause) {
            super(cause.getMessage(), cause);
            this.chain = List.copyOf(chain);
        }

        public List<X509Certificate> chain() {
            return chain;
        }
    }
}
