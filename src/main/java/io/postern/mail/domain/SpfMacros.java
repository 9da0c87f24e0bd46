package io.postern.mail.domain;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The macros in an SPF record (RFC 7208 section 7). */
final class SpfMacros {

    private static final String MACRO = "%\\{([slodiphcrtvSLODIPHCRTV])([0-9]{0,3})([rR]?)([-.+,/_=]*)}";
    private static final Pattern ONE = Pattern.compile(MACRO + "|%([%_-])");
    private static final Pattern MACRO_STRING = Pattern.compile("(?:" + MACRO + "|%[%_-]|[!-$&-~])*");
    /** Only the text of an explanation may tell the client who asks when. */
    private static final Pattern FOR_EXPLANATIONS = Pattern.compile("%\\{[crtCRT]");

    private static final Pattern NO_PARTS = Pattern.compile("%\\{[a-zA-Z]0+[rR.+,/_=}-]");
    private static final Pattern DOMAIN_END = Pattern.compile(
            "(?s).*(?:%\\{[^}]*}|\\.(?=[A-Za-z0-9-]*[A-Za-z-])[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.?)");
    private static final int LONGEST = 253;

    /**
     * Who sends.
     *
     * @param sender its address, as the envelope has it
     * @param helo how the client introduces itself
     */
    record Client(InetAddress address, String sender, String helo) {}

    private SpfMacros() {}

    static boolean isMacroString(String text) {
        return MACRO_STRING.matcher(text).matches() && !NO_PARTS.matcher(text).find();
    }

    /** Whether a mechanism may name this: a domain of at least two labels, or one that a macro ends. */
    static boolean isDomainSpec(String text) {
        return isMacroString(text)
                && !FOR_EXPLANATIONS.matcher(text).find()
                && DOMAIN_END.matcher(text).matches();
    }

    /**
     * The name that is meant.
     *
     * @param domain whose record this stands in
     * @param client null if none is known
     * @return null if that depends on a client and none is known
     */
    static @Nullable String expand(String spec, String domain, @Nullable Client client) {
        StringBuilder name = new StringBuilder();
        Matcher macros = ONE.matcher(spec);
        int position = 0;
        while (macros.find()) {
            name.append(spec.substring(position, macros.start()));
            position = macros.end();
            String literal = macros.group(5);
            String value = literal != null ? literal(literal) : value(macros.group(1), domain, client);
            if (value == null) {
                return null;
            }
            name.append(literal != null ? value : part(value, macros));
        }
        name.append(spec.substring(position));
        return shortened(name.toString());
    }

    private static String literal(String escaped) {
        return switch (escaped) {
            case "_" -> " ";
            case "-" -> "%20";
            default -> "%";
        };
    }

    private static @Nullable String value(String letter, String domain, @Nullable Client client) {
        String lower = letter.toLowerCase(Locale.ROOT);
        if (lower.equals("d")) {
            return domain;
        }
        if (client == null) {
            return null;
        }
        int at = client.sender().lastIndexOf('@');
        return switch (lower) {
            case "s" -> client.sender();
            case "l" -> client.sender().substring(0, at);
            case "o" -> client.sender().substring(at + 1);
            case "i" -> dotted(client.address());
            case "v" -> client.address().getAddress().length == 4 ? "in-addr" : "ip6";
            case "h" -> client.helo();
            default -> "unknown";
        };
    }

    private static String dotted(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        List<String> nibbles = new ArrayList<>();
        for (byte each : bytes) {
            nibbles.add(Integer.toHexString((each >> 4) & 0xf));
            nibbles.add(Integer.toHexString(each & 0xf));
        }
        return String.join(".", nibbles);
    }

    private static String part(String value, Matcher macro) {
        String delimiters = macro.group(4).isEmpty() ? "." : macro.group(4);
        List<String> parts = new ArrayList<>(Arrays.asList(value.split(
                delimiters
                        .chars()
                        .mapToObj(each -> Pattern.quote(Character.toString(each)))
                        .collect(Collectors.joining("|")),
                -1)));
        if (!macro.group(3).isEmpty()) {
            Collections.reverse(parts);
        }
        int most = macro.group(2).isEmpty() ? parts.size() : Integer.parseInt(macro.group(2));
        return String.join(".", parts.subList(Math.max(0, parts.size() - most), parts.size()));
    }

    /** Labels are left out from the left until it can be a name. */
    private static String shortened(String name) {
        String rest = name;
        while (rest.length() > LONGEST && rest.indexOf('.') >= 0) {
            rest = rest.substring(rest.indexOf('.') + 1);
        }
        return rest;
    }
}
