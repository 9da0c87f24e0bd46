package io.postern.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The trail.
 *
 * @param retention how long a line stays
 */
@ConfigurationProperties("postern.audit")
record AuditProperties(@DefaultValue("730d") Duration retention) {}
