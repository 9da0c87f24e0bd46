package io.postern.mail.diagnosis;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Why one address could not be reached. The system's message may be in any language, so only the types of exceptions count. */
public final class UnreachableCause extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean ipv4;

    public UnreachableCause(InetAddress address, IOException cause) {
        super(cause);
        this.ipv4 = address instanceof Inet4Address;
    }

    boolean ipv4() {
        return ipv4;
    }

    /** Whether the host is there and refused. */
    boolean isRefused() {
        return getCause() instanceof ConnectException;
    }

    /** A failure over IPv4 says more than one over IPv6, which many networks lack. A refusal says more than silence. */
    public boolean isMoreSpecificThan(UnreachableCause other) {
        return specificity() > other.specificity();
    }

    private int specificity() {
        return (ipv4 ? 1 : 0) + (isRefused() ? 2 : 0);
    }
}
