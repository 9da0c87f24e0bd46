package io.postern.mail.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Hides secrets in text, even where a server repeats them: those it is told of, and the tokens of mailed links, which filters quote from
 * the mail that they refuse.
 */
public final class Redaction {

    /** A shorter secret would turn every text into asterisks, and so show itself. */
    private static final int SHORTEST = 4;

    /** Also as quoted-printable and in an address, and what is left of one that was cut; and a token alone, which has 43 characters. */
    private static final Pattern LINK_TOKEN =
            Pattern.compile("(?i)(token(?:=3D|=|%3D|%253D))[^\\s\"'<>)]+|(?<![\\w+/=-])[\\w-]{43}(?![\\w+/=-])");

    /** The longest first: one that holds another is hidden whole. */
    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Hides this, also where it is written as base64, in hexadecimal digits, as in an address, or as the bytes of a reply. */
    public void hide(String secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        secrets.add(secret);
        secrets.add(new String(bytes, StandardCharsets.ISO_8859_1));
        secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        secrets.add(HexFormat.of().formatHex(bytes));
        secrets.add(HexFormat.of().withUpperCase().formatHex(bytes));
        secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    public String redacted(String text) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, "***");
        }
        return LINK_TOKEN.matcher(result).replaceAll(found -> (found.group(1) == null ? "" : found.group(1)) + "***");
    }
}
