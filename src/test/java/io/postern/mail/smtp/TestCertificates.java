package io.postern.mail.smtp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA of our own, and what servers can hold of it. Made again for each test run. */
public final class TestCertificates {

    private static final AtomicLong SERIAL = new AtomicLong(1000);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final KeyPair CA_KEYS = keys();
    private static final X509Certificate CA = ca();

    private TestCertificates() {}

    /** The CA certificate that an account may be told to trust. */
    public static X509Certificate authority() {
        return CA;
    }

    /** Issued by the CA for localhost, 127.0.0.1 and ::1. */
    public static SSLContext good() {
        return named("localhost", "127.0.0.1", "::1");
    }

    /** Issued by the CA, its days over. */
    public static SSLContext expired() {
        return ofAServer(Instant.now().minus(YEAR), yesterday(), "localhost", "127.0.0.1");
    }

    /** Issued by the CA, valid until then. */
    public static SSLContext until(Instant end) {
        return ofAServer(Instant.now().minus(Duration.ofDays(60)), end, "localhost", "127.0.0.1");
    }

    /** Issued by the CA for these names or addresses alone. */
    public static SSLContext named(String... names) {
        return ofAServer(yesterday(), inAYear(), names);
    }

    /** Issued by the CA for a client, not a server. */
    public static SSLContext ofAClient() {
        return issued(yesterday(), inAYear(), KeyPurposeId.id_kp_clientAuth, "localhost", "127.0.0.1");
    }

    /** A certificate of its own, of no CA, for localhost and 127.0.0.1. */
    public static Leaf selfSigned() {
        KeyPair keys = keys();
        X509Certificate certificate = bySelf("localhost", keys, yesterday(), false, "localhost", "127.0.0.1");
        return new Leaf(certificate, context(keys, certificate));
    }

    /** A certificate of its own, of no CA, that ended yesterday. */
    public static SSLContext expiredSelfSigned() {
        KeyPair keys = keys();
        X509Certificate certificate = sign(
                "CN=localhost",
                keys,
                "CN=localhost",
                keys,
                Instant.now().minus(YEAR),
                yesterday(),
                false,
                KeyPurposeId.id_kp_serverAuth,
                "localhost",
                "127.0.0.1");
        return context(keys, certificate);
    }

    /** Issued by the CA with SHA-1, for a key of RSA with 1,024 bits: both are weak. */
    public static SSLContext weak() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate leaf = sign(
                    "SHA1withECDSA",
                    "CN=localhost",
                    keys,
                    "CN=Test CA",
                    CA_KEYS,
                    yesterday(),
                    inAYear(),
                    false,
                    KeyPurposeId.id_kp_serverAuth,
                    "localhost",
                    "127.0.0.1");
            return context(keys, leaf, CA);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A certificate of its own, for a test that only looks at it. */
    public static X509Certificate selfSigned(String name, boolean ca) {
        return bySelf(name, keys(), yesterday(), ca);
    }

    /** A CA's certificate that ends then, for a test that only looks at it. */
    public static X509Certificate authorityUntil(Instant end) {
        KeyPair keys = keys();
        return sign("CN=Old CA", keys, "CN=Old CA", keys, yesterday(), end, true, KeyPurposeId.id_kp_serverAuth);
    }

    /** A certificate together with a server context that presents it. */
    public record Leaf(X509Certificate certificate, SSLContext context) {}

    private static SSLContext ofAServer(Instant from, Instant until, String... names) {
        return issued(from, until, KeyPurposeId.id_kp_serverAuth, names);
    }

    private static SSLContext issued(Instant from, Instant until, KeyPurposeId purpose, String... names) {
        KeyPair keys = keys();
        X509Certificate leaf = sign("CN=" + names[0], keys, "CN=Test CA", CA_KEYS, from, until, false, purpose, names);
        return context(keys, leaf, CA);
    }

    private static X509Certificate ca() {
        return bySelf("Test CA", CA_KEYS, Instant.now().minus(YEAR.multipliedBy(2)), true);
    }

    private static X509Certificate bySelf(String name, KeyPair keys, Instant from, boolean ca, String... names) {
        String subject = "CN=" + name;
        return sign(subject, keys, subject, keys, from, inAYear(), ca, KeyPurposeId.id_kp_serverAuth, names);
    }

    private static Instant yesterday() {
        return Instant.now().minus(Duration.ofDays(1));
    }

    private static Instant inAYear() {
        return Instant.now().plus(YEAR);
    }

    private static X509Certificate sign(
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair issuerKeys,
            Instant from,
            Instant until,
            boolean ca,
            KeyPurposeId purpose,
            String... names) {
        return sign("SHA256withECDSA", subject, keys, issuer, issuerKeys, from, until, ca, purpose, names);
    }

    private static X509Certificate sign(
            String algorithm,
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair issuerKeys,
            Instant from,
            Instant until,
            boolean ca,
            KeyPurposeId purpose,
            String... names) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(until),
                    new X500Name(subject),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (names.length > 0) {
                GeneralName[] alternatives =
                        Stream.of(names).map(TestCertificates::generalName).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static GeneralName generalName(String name) {
        boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static SSLContext context(KeyPair keys, X509Certificate... chain) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", keys.getPrivate(), new char[0], chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
