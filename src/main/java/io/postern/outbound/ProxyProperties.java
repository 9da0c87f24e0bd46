package io.postern.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How HTTPS leaves the network.
 *
 * @param proxy URL of an HTTP proxy, with user and password if it wants them; without a URL, the JVM's own settings count
 */
@ConfigurationProperties("postern.outbound")
record ProxyProperties(@Nullable String proxy) {

    ProxyProperties {
        if (proxy != null && !proxy.isBlank()) {
            try {
                HttpProxy.parse(proxy);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException("postern.outbound.proxy is " + malformed.getMessage());
            }
        }
    }

    @Nullable
    HttpProxy httpProxy() {
        return proxy == null || proxy.isBlank() ? null : HttpProxy.parse(proxy);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ProxyProperties";
    }
}
