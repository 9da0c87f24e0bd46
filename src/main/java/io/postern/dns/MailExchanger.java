package io.postern.dns;

/**
 * An MX record (RFC 5321 section 5.1).
 *
 * @param preference the lower, the earlier it is tried
 * @param host in lower case; empty for the null MX, which says that the domain takes no mail (RFC 7505)
 */
public record MailExchanger(int preference, String host) {

    public boolean isNull() {
        return host.isEmpty();
    }
}
