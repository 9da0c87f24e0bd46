package io.postern.net;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of IP addresses, written as one address or in CIDR notation (RFC 4632, RFC 4291). */
public record Network(IpAddress first, int prefix) {

    /**
     * Reads a network. Spring Boot binds properties by a method of this name.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static Network of(String text) {
        String[] parts = text.strip().split("/", -1);
        IpAddress first = IpAddress.parse(parts[0]).orElseThrow(() -> notANetwork(text));
        int bits = first.address().getAddress().length * Byte.SIZE;
        if (parts.length == 1) {
            return new Network(first, bits);
        }
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,3}") || Integer.parseInt(parts[1]) > bits) {
            throw notANetwork(text);
        }
        return new Network(first, Integer.parseInt(parts[1]));
    }

    public boolean contains(InetAddress candidate) {
        byte[] mine = first.address().getAddress();
        byte[] theirs = candidate.getAddress();
        int whole = prefix / Byte.SIZE;
        if (mine.length != theirs.length || !Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0;
    }

    private static IllegalArgumentException notANetwork(String text) {
        return new IllegalArgumentException("neither an IP address nor a network, such as 10.0.0.0/8: " + text);
    }
}
