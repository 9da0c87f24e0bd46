package io.postern.net;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One e-mail address as it goes on the wire: an ASCII local part (dot-string of RFC 5321) and a domain in punycode (RFC 5891). Other
 * characters are refused, since the mail library cuts them to their low byte: {@code šdmin@} would become {@code admin@}.
 *
 * @param value the address as it is stored and sent; its local part keeps its case
 */
public record EmailAddress(String value) {

    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    public EmailAddress {
        int at = value.lastIndexOf('@');
        if (value.length() > LONGEST
                || at < 1
                || at > LONGEST_LOCAL_PART
                || !LOCAL_PART.matcher(value.substring(0, at)).matches()
                || !HostName.isFqdn(value.substring(at + 1))) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** The address that a person typed, without invisible characters around it; empty unless it is exactly one address. */
    public static Optional<EmailAddress> parse(String typed) {
        String text = VisibleText.trim(typed);
        int at = text.lastIndexOf('@');
        if (at < 1 || text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> domain = HostName.toAscii(text.substring(at + 1));
        if (domain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EmailAddress(text.substring(0, at) + '@' + domain.get()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /** The form in which addresses are compared: {@link Canonical#identifier}. */
    public String canonical() {
        return Canonical.identifier(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
