package io.postern.outbound;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Certificates that an administrator trusts, in PEM (RFC 7468): of CAs, or of a server that presents no CA. */
public sealed interface TrustedCertificates {

    record Parsed(List<X509Certificate> certificates) implements TrustedCertificates {}

    /**
     * Not what was asked for.
     *
     * @param messageKey says what is wrong
     * @param position which certificate of the text is wrong, from 1
     */
    record Malformed(String messageKey, int position) implements TrustedCertificates {}

    int MOST = 20;
    Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    static TrustedCertificates parse(@Nullable String pem) {
        if (pem == null || pem.isBlank()) {
            return new Parsed(List.of());
        }
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(pem);
        while (block.find()) {
            int position = certificates.size() + 1;
            if (block.group(1).endsWith("PRIVATE KEY")) {
                return new Malformed("web.certificates.private-key", position);
            }
            if (!block.group(1).equals("CERTIFICATE")) {
                return new Malformed("web.certificates.not-a-certificate", position);
            }
            if (position > MOST) {
                return new Malformed("web.certificates.too-many", MOST);
            }
            try {
                certificates.add(decode(block.group(2)));
            } catch (CertificateException | IllegalArgumentException damaged) {
                return new Malformed("web.certificates.damaged", position);
            }
        }
        boolean rest = !block.replaceAll("").isBlank();
        if (rest && certificates.isEmpty()) {
            return new Malformed("web.certificates.no-pem", 1);
        }
        return rest
                ? new Malformed("web.certificates.stray-text", certificates.size())
                : new Parsed(List.copyOf(certificates));
    }

    /** The certificates of a text that was checked before. */
    static List<X509Certificate> of(@Nullable String pem) {
        return parse(pem) instanceof Parsed parsed ? parsed.certificates() : List.of();
    }

    /** Whether it may sign other certificates. If not, it is trusted by itself, until the server gets its next one. */
    static boolean isCa(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /** Of the certificates that end before this moment, the one that ends first. */
    static Optional<X509Certificate> endingBefore(@Nullable String pem, Instant moment) {
        return of(pem).stream()
                .filter(certificate -> certificate.getNotAfter().toInstant().isBefore(moment))
                .min(Comparator.comparing(X509Certificate::getNotAfter));
    }

    /** SHA-256 fingerprints, as an administrator compares them. */
    static String fingerprints(@Nullable String pem) {
        return of(pem).stream().map(CertificateInfo::fingerprint).collect(Collectors.joining(", "));
    }

    static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----";
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509Certificate decode(String base64) throws CertificateException {
        byte[] der = Base64.getMimeDecoder().decode(base64);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** PEM as it is stored and compared: with the line ends of one kind, and without white space around it. Null for none. */
    static @Nullable String canonical(String typed) {
        String text = typed.replace("\r\n", "\n").replace('\r', '\n').strip();
        return text.isEmpty() ? null : text;
    }
}
