package io.postern.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address, read from text (dotted quad, or RFC 4291 with or without brackets) without asking DNS. An IPv4-mapped IPv6 address is
 * that IPv4 address.
 */
public record IpAddress(InetAddress address) {

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");
    /** Only after dots or brackets: the last part of a bare IPv6 address is no port. */
    private static final Pattern PORT = Pattern.compile("^(\\[.*]|[0-9.]+):[^:\\]]*$");

    private static final int NETWORK_BYTES = 8;

    public static Optional<IpAddress> parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean dottedQuad = IPV4.matcher(bare).matches();
        if (!dottedQuad && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets, it is an IPv6 address or an error, and never looked up as a name.
            return Optional.of(new IpAddress(InetAddress.getByName(dottedQuad ? bare : '[' + bare + ']')));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Reads an address as proxies write it in {@code X-Forwarded-For}: perhaps in quotes, with a port or a zone. */
    public static Optional<IpAddress> parseForwarded(String text) {
        String unquoted = text.replaceFirst("^\"(.*)\"$", "$1").strip();
        return parse(PORT.matcher(unquoted).replaceFirst("$1").replaceFirst("%[^\\]]*", ""));
    }

    /**
     * What limits count as one client: an IPv4 address itself, of an IPv6 address its /64, since one subscriber has all of that.
     */
    public String network() {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 16);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
