package io.postern.signin.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may read the metrics.
 *
 * @param token to be sent as {@code Authorization: Bearer}; without it, nobody can read metrics
 */
@ConfigurationProperties("postern.metrics")
record MetricsProperties(@Nullable String token) {

    /** Without what it holds. */
    @Override
    public String toString() {
        return "MetricsProperties";
    }
}
