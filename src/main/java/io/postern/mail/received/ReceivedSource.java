package io.postern.mail.received;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header of a message, as somebody copied it: with or without the body, from a mailbox file, with all lines moved in, or with long
 * lines broken by a mail program. The body is not read.
 *
 * @param fields from the top, the newest first
 */
record ReceivedSource(List<Field> fields) {

    private static final Pattern LINE = Pattern.compile("\r\n|\r|\n");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*", Pattern.DOTALL);
    private static final Pattern FOLD = Pattern.compile("\\s*[\r\n]+\\s*");
    private static final Pattern MAILBOX_FILE = Pattern.compile("^>?From [^:]*? .*");

    /**
     * A field.
     *
     * @param name in lower case
     * @param value on one line
     */
    record Field(String name, String value) {}

    /** Empty if it does not begin with a header. */
    static Optional<ReceivedSource> parse(String source) {
        String header = header(source);
        List<Field> fields = new ArrayList<>();
        try {
            InternetHeaders read =
                    new InternetHeaders(new ByteArrayInputStream(header.getBytes(StandardCharsets.UTF_8)), true);
            for (Header each : Collections.list(read.getAllHeaders())) {
                fields.add(new Field(
                        each.getName().strip().toLowerCase(Locale.ROOT),
                        FOLD.matcher(each.getValue().strip()).replaceAll(" ")));
            }
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new ReceivedSource(List.copyOf(fields)));
    }

    /** Puts right what copying did to it. */
    private static String header(String source) {
        List<String> lines = LINE.splitAsStream(source.replace("\uFEFF", ""))
                .dropWhile(String::isBlank)
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        String first = lines.get(0);
        String indent = first.substring(0, first.length() - first.stripLeading().length());
        StringBuilder header = new StringBuilder();
        boolean begun = false;
        for (String copied : lines) {
            String line = copied.startsWith(indent) ? copied.substring(indent.length()) : copied;
            if (line.isBlank()) {
                break;
            }
            if (!begun && MAILBOX_FILE.matcher(line).matches()) {
                continue;
            }
            boolean begins = FIELD.matcher(line).matches();
            if (!begun && !begins) {
                return "";
            }
            // Otherwise it belongs to the line before, also if what broke that has put no blank before the rest.
            header.append(begins || Character.isWhitespace(line.charAt(0)) ? "" : " ")
                    .append(line)
                    .append("\r\n");
            begun = true;
        }
        return header.append("\r\n").toString();
    }

    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    /** The domain of the address in From, in lower case. Empty if there is not exactly one address. */
    Optional<String> fromDomain() {
        List<String> from = values("from");
        if (from.size() != 1) {
            return Optional.empty();
        }
        try {
            InternetAddress[] addresses = InternetAddress.parseHeader(from.get(0), false);
            String address = addresses.length == 1 ? String.valueOf(addresses[0].getAddress()) : "";
            int at = address.lastIndexOf('@');
            return at < 0 || at == address.length() - 1
                    ? Optional.empty()
                    : Optional.of(address.substring(at + 1).toLowerCase(Locale.ROOT));
        } catch (AddressException malformed) {
            return Optional.empty();
        }
    }
}
