package io.postern.mail.received;

import io.postern.mail.received.HeaderTokens.Kind;
import io.postern.mail.received.HeaderTokens.Token;
import io.postern.net.IpAddress;
import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Received field (RFC 5321, section 4.4): one hop on the way.
 *
 * @param from how the sending host called itself, which it chose; blank if the field names none
 * @param by the host that wrote the field, in lower case; blank if the field names none
 * @param with the protocol, as written
 * @param addresses all that stand in the part about the sending host. The receiving host wrote one of them, since it saw it. Others may
 *     be what the sending host called itself
 * @param seen whether one of them stands in a comment that is not about the name that the sending host chose
 * @param at null if it names no time that can be read
 * @param text the whole field
 */
record ReceivedLine(
        String from,
        String by,
        String with,
        List<IpAddress> addresses,
        boolean seen,
        @Nullable Instant at,
        String text) {

    private static final Pattern ADDRESS = Pattern.compile("\\[?(?:IPv6:)?([0-9A-Fa-f.:]{3,45})(?:%\\w+)?\\]?");
    private static final Pattern OWN_NAME = Pattern.compile("(?i)\\b(helo|ehlo)[= ]\\S+");
    private static final Pattern TLS = Pattern.compile("(?i)\\bTLS ?v?1([._]([0-3]))?\\b|\\bSSL ?v[23]\\b");
    private static final Pattern ENCRYPTED =
            Pattern.compile("(?i)(UTF8)?E?SMTPSA?|HTTPS|LMTPSA?|.*\\(Google Transport Security\\).*");

    /** How the hop was protected. */
    enum Encryption {
        ENCRYPTED,
        /** By TLS 1.1 or older. */
        OUTDATED,
        CLEAR,
        /** Within a machine, or the field does not tell. */
        UNTOLD
    }

    static ReceivedLine parse(String field) {
        List<Token> tokens = HeaderTokens.of(field, ";");
        List<String> words = new ArrayList<>();
        List<String> fromComments = new ArrayList<>();
        int by = -1;
        for (Token token : tokens) {
            if (token.kind() == Kind.MARK) {
                break;
            }
            if (token.kind() == Kind.COMMENT && by < 0) {
                fromComments.add(token.text());
            } else if (token.kind() == Kind.WORD) {
                // The word after "from" is a name, whatever it looks like.
                if (by < 0 && token.text().equalsIgnoreCase("by") && (words.size() != 1 || !isFrom(words))) {
                    by = words.size();
                }
                words.add(token.text());
            }
        }
        boolean named = isFrom(words) && words.size() > 1;
        String from = named ? words.get(1) : "";
        List<String> seen = named
                ? fromComments.stream()
                        .map(each -> OWN_NAME.matcher(each).replaceAll(""))
                        .toList()
                : List.of();
        List<IpAddress> shown = addresses(String.join(" ", seen));
        List<IpAddress> all = new ArrayList<>(shown);
        all.addAll(addresses(from));
        return new ReceivedLine(
                from,
                by >= 0 && by + 1 < words.size() ? words.get(by + 1).toLowerCase(Locale.ROOT) : "",
                with(words, Math.max(by, 0)),
                List.copyOf(all),
                !shown.isEmpty(),
                time(field).orElse(null),
                field);
    }

    private static boolean isFrom(List<String> words) {
        return !words.isEmpty() && words.get(0).equalsIgnoreCase("from");
    }

    /** Microsoft's has several words. */
    private static String with(List<String> words, int begin) {
        StringBuilder protocol = new StringBuilder();
        boolean inside = false;
        for (String word : words.subList(Math.min(begin, words.size()), words.size())) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (inside && List.of("id", "for", "via", "tls", "from").contains(lower)) {
                break;
            }
            if (inside) {
                protocol.append(protocol.isEmpty() ? "" : " ").append(word);
            }
            inside |= lower.equals("with");
        }
        return protocol.toString();
    }

    private static List<IpAddress> addresses(String text) {
        Matcher found = ADDRESS.matcher(text);
        List<IpAddress> addresses = new ArrayList<>();
        while (found.find()) {
            IpAddress.parse(found.group(1)).ifPresent(addresses::add);
        }
        return addresses;
    }

    private static Optional<Instant> time(String field) {
        int end = field.lastIndexOf(';');
        try {
            return end < 0
                    ? Optional.empty()
                    : Optional.of(new MailDateFormat()
                            .parse(field.substring(end + 1).strip())
                            .toInstant());
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether it never left the machine, or was handed over without SMTP. */
    boolean isLocal() {
        return from.isEmpty()
                || with.toUpperCase(Locale.ROOT).startsWith("LMTP")
                || with.equalsIgnoreCase("local")
                || with.equalsIgnoreCase("mapi")
                || (seen && addresses.stream().allMatch(each -> each.address().isLoopbackAddress()));
    }

    Encryption encryption() {
        Matcher tls = TLS.matcher(text);
        if (tls.find()) {
            boolean modern = "2".equals(tls.group(2)) || "3".equals(tls.group(2));
            return modern ? Encryption.ENCRYPTED : Encryption.OUTDATED;
        }
        if (ENCRYPTED.matcher(with).matches() || ENCRYPTED.matcher(text).matches()) {
            return Encryption.ENCRYPTED;
        }
        return !isLocal() && with.matches("(?i)E?SMTPA?|UTF8SMTPA?") ? Encryption.CLEAR : Encryption.UNTOLD;
    }

    /** The version as written, or blank. */
    String tls() {
        Matcher tls = TLS.matcher(text);
        return tls.find() ? tls.group() : "";
    }
}
