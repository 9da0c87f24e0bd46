package io.postern.dns;

/**
 * An SRV record (RFC 2782).
 *
 * @param priority the lower, the earlier it is tried
 * @param weight among those of one priority, how often it is tried first
 * @param host in lower case; empty when the service is not to be had at this domain
 */
public record ServiceTarget(int priority, int weight, int port, String host) {

    public boolean isAbsent() {
        return host.isEmpty();
    }
}
