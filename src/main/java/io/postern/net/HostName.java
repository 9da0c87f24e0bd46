package io.postern.net;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host names by RFC 1123 and address literals, as text; nothing here asks the DNS. */
public final class HostName {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_TO_LOOK_UP = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
    private static final Pattern URL =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?)([^/?#@:\\[\\]]+)(.*)");
    private static final String PUNYCODE = "xn--";
    private static final int LONGEST = 253;

    private HostName() {}

    /**
     * Whether the text is a host name. Its last label must not be a number in any base: resolvers take {@code 0x7f.1} for an address.
     */
    public static boolean isName(String text) {
        return consistsOf(LABEL, text);
    }

    /** Whether the text is a name that a resolver can be asked for: container networks give out names with underscores. */
    public static boolean canBeLookedUp(String text) {
        return consistsOf(LABEL_TO_LOOK_UP, text);
    }

    /**
     * The name in lower case, with punycode (RFC 5891) for labels that are not ASCII. Empty when the conversion would replace characters,
     * other than by case and composition: {@code straße.example} must not become {@code strasse.example}, and full-width letters must not
     * become plain ones. It is not checked whether the result is a host name.
     */
    public static Optional<String> toAscii(String typed) {
        String lower = Normalizer.normalize(typed, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        if (lower.length() > LONGEST) {
            return Optional.empty();
        }
        if (lower.chars().allMatch(character -> character < 0x80)) {
            return Optional.of(lower);
        }
        try {
            String ascii = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES);
            return IDN.toUnicode(ascii).equals(lower) ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAName) {
            return Optional.empty();
        }
    }

    /** The name as people write it, if {@link #toAscii} turns that back into this name; otherwise unchanged. */
    public static String shown(String ascii) {
        if (!ascii.contains(PUNYCODE)) {
            return ascii;
        }
        String unicode = IDN.toUnicode(ascii);
        return VisibleText.isVisible(unicode)
                        && toAscii(unicode).filter(ascii::equals).isPresent()
                ? unicode
                : ascii;
    }

    /** The URL with its host converted by {@link #toAscii}; unchanged without a host, or with one that can't be converted. */
    public static String toAsciiInUrl(String url) {
        return inUrl(url, host -> toAscii(host).orElse(host));
    }

    /** The URL with its host converted by {@link #shown}. */
    public static String shownInUrl(String url) {
        return inUrl(url, HostName::shown);
    }

    private static String inUrl(String url, UnaryOperator<String> change) {
        Matcher parts = URL.matcher(url);
        return parts.matches() ? parts.group(1) + change.apply(parts.group(2)) + parts.group(3) : url;
    }

    /** Whether the text is a host name of at least two labels. */
    public static boolean isFqdn(String text) {
        return text.indexOf('.') > 0 && isName(text);
    }

    /** Whether the text is a host name, or an IPv4 or IPv6 address in its usual form. */
    public static boolean isNameOrAddress(String text) {
        return isName(text) || IpAddress.parse(text).isPresent();
    }

    private static boolean consistsOf(Pattern pattern, String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        String[] labels = text.split("\\.", -1);
        for (String label : labels) {
            if (!pattern.matcher(label).matches()) {
                return false;
            }
        }
        return !NUMERIC.matcher(labels[labels.length - 1]).matches();
    }

    /** A host as it is stored, compared and connected to: an address unchanged, a name as in DNS and certificates. */
    public static Optional<String> canonical(String typed) {
        if (IpAddress.parse(typed).isPresent()) {
            return Optional.of(typed);
        }
        // DNS ends a full name with a dot; certificates do not.
        String bare = typed.endsWith(".") ? typed.substring(0, typed.length() - 1) : typed;
        return toAscii(bare).filter(HostName::canBeLookedUp);
    }
}
