package io.postern.mail.message;

import io.postern.crypto.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The Message-IDs of our mails: {@code <id.code@domain>}. The code is made with this installation's key, so it knows its own mails
 * when it sees them again. Without a key, or with a domain that leaves no room, there is no code.
 */
@Component
public class MessageIds {

    /**
     * In hexadecimal digits. Codes can't be tried out: administrators alone have a message checked. The header's line stays below the 78
     * characters of RFC 5322 for most domains.
     */
    private static final int CODE = 12;

    private static final Pattern OURS =
            Pattern.compile("<([0-9a-f]{16})([0-9a-f]{16})\\.([0-9a-f]{" + CODE + "})@([!-;=?-~]+)>");

    private final Sealer sealer;

    MessageIds(Sealer sealer) {
        this.sealer = sealer;
    }

    /** A new one, angle brackets included. */
    public String create(UUID id, String domain) {
        String name = id.toString().replace("-", "");
        int room = OutgoingMail.LONGEST_MESSAGE_ID - name.length() - domain.length() - 1;
        return "<" + name
                + code(id, domain)
                        .filter(code -> code.length() < room)
                        .map(code -> "." + code)
                        .orElse("") + "@" + domain + ">";
    }

    /** Whether there is a key, so that mails are known again. */
    public boolean canRecognize() {
        return sealer.canSeal();
    }

    /** The id in a Message-ID of this installation. Empty for any other, and for one that was made with another key. */
    public Optional<UUID> recognize(String messageId) {
        Matcher parts = OURS.matcher(messageId.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        UUID id = new UUID(Long.parseUnsignedLong(parts.group(1), 16), Long.parseUnsignedLong(parts.group(2), 16));
        return code(id, parts.group(4))
                .filter(code -> equal(code, parts.group(3)))
                .map(ours -> id);
    }

    private Optional<String> code(UUID id, String domain) {
        return sealer.code("message-id\0" + id + "@" + domain.toLowerCase(Locale.ROOT))
                .map(code -> code.substring(0, CODE));
    }

    /** In a time that tells nothing about how much is right. */
    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
