package io.postern.mail.domain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The record of a DKIM key (RFC 6376 section 3.6.1, RFC 8463). Reading never fails.
 *
 * @param tags names with their values, in their order
 */
record DkimKey(String text, Map<String, String> tags) {

    private static final int ED25519_BYTES = 32;

    static DkimKey parse(String txt) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String part : txt.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return new DkimKey(txt, tags);
    }

    /** Whether a TXT record at the name of a key is one: others may stand there by a wildcard. */
    static boolean isKey(String txt) {
        return parse(txt).tags().containsKey("p") || txt.strip().startsWith("v=DKIM");
    }

    boolean isRevoked() {
        return tags.getOrDefault("p", "-").isEmpty();
    }

    boolean isTest() {
        return flags().contains("y");
    }

    private List<String> flags() {
        return Arrays.stream(tags.getOrDefault("t", "").split(":", -1))
                .map(String::strip)
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    /** Whether verifiers can use the key: its version, type, purpose and encoding. */
    boolean isBroken() {
        String version = tags.get("v");
        boolean versionFirst = version == null
                || (version.equals("DKIM1") && tags.keySet().iterator().next().equals("v"));
        String service = tags.getOrDefault("s", "*");
        boolean forMail = Arrays.stream(service.split(":", -1))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals("email"));
        return !versionFirst || !forMail || !tags.containsKey("p") || (!isRevoked() && !isReadable());
    }

    private boolean isReadable() {
        return type().equals("ed25519")
                ? bytes().length == ED25519_BYTES
                : type().equals("rsa") && rsaBits().isPresent();
    }

    String type() {
        return tags.getOrDefault("k", "rsa").toLowerCase(Locale.ROOT);
    }

    /** The length of an RSA key; empty for another type, and for what is no key. */
    OptionalInt rsaBits() {
        if (!type().equals("rsa")) {
            return OptionalInt.empty();
        }
        try {
            RSAPublicKey key =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes()));
            return OptionalInt.of(key.getModulus().bitLength());
        } catch (GeneralSecurityException notAKey) {
            return OptionalInt.empty();
        }
    }

    private byte[] bytes() {
        try {
            return Base64.getDecoder().decode(tags.getOrDefault("p", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /** The same key in regular use. */
    String withoutTest() {
        Map<String, String> changed = new LinkedHashMap<>(tags);
        String rest = flags().stream().filter(flag -> !flag.equals("y")).collect(Collectors.joining(":"));
        changed.put("t", rest);
        return changed.entrySet().stream()
                .filter(tag -> !tag.getKey().equals("t") || !rest.isEmpty())
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining("; "));
    }

    /** The same key with the version as it has to be; still broken if something else is. */
    DkimKey withVersion() {
        Map<String, String> changed = new LinkedHashMap<>();
        changed.put("v", "DKIM1");
        tags.forEach(changed::putIfAbsent);
        return parse(changed.entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining("; ")));
    }
}
