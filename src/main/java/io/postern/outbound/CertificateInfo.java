package io.postern.outbound;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person wants to know of a server's certificate. */
public final class CertificateInfo {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private static final int LEAST_RSA_BITS = 2048;
    private static final Pattern WEAK_SIGNATURE = Pattern.compile("(?i)^(SHA-?1|MD[25])with");

    private CertificateInfo() {}

    /** The host names and addresses for which it is valid; a name may begin with {@code *.}. */
    public static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return List.of();
            }
            return names.stream()
                    .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    /** Its key, if that is weaker than RSA with 2,048 bits (NIST SP 800-131A); else null. */
    public static @Nullable String weakKey(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof RSAKey key
                        && key.getModulus().bitLength() < LEAST_RSA_BITS
                ? "RSA " + key.getModulus().bitLength()
                : null;
    }

    /** The algorithm of its signature, if that is outdated; else null. Nobody checks the signature of a root. */
    public static @Nullable String weakSignature(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName();
        boolean root = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        return !root && WEAK_SIGNATURE.matcher(algorithm).find() ? algorithm : null;
    }

    /** SHA-256 over the certificate, as {@code AB:CD:…}. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            String hex = HexFormat.ofDelimiter(":").formatHex(digest);
            return hex.toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
