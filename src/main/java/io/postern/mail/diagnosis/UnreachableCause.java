package io.postern.mail.diagnosis;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Why one address could not be reached. What the system says of it, it may say in its own language: the types count. */
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

    /** Whether somebody is there and said no. */
    boolean isRefused() {
        return getCause() instanceof ConnectException;
    }

    /** IPv4's failure says more than IPv6's, which is often just not there; a refusal says more than silence. */
    public boolean isMoreSpecificThan(UnreachableCause other) {
        return specificity() > other.specificity();
    }

    private int specificity() {
        return (ipv4 ? 1 : 0) + (isRefused() ? 2 : 0);
    }
}
