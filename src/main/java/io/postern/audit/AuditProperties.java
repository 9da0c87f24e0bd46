package io.postern.audit;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the audit trail.
 *
 * @param retention how long a line stays
 */
@Validated
@ConfigurationProperties("postern.audit")
record AuditProperties(@DurationMin(days = 1) @DurationMax(days = 36_500) @DefaultValue("730d") Duration retention) {}
