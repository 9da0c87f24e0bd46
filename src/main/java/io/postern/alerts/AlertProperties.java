package io.postern.alerts;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The operator's settings of alerts.
 *
 * @param foldWindow how long, from the first one, occurrences of a cause are counted in one row
 * @param retention how long an alert stays in the list after its last occurrence
 * @param mailInterval the shortest time between two mails that are sent at once
 * @param tick how often the schedules check whether a mail is due
 */
@Validated
@ConfigurationProperties("postern.alerts")
public record AlertProperties(
        @DurationMin(minutes = 1) @DurationMax(days = 30) @DefaultValue("24h") Duration foldWindow,
        @DurationMin(hours = 1) @DurationMax(days = 3650) @DefaultValue("90d") Duration retention,
        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("10m") Duration mailInterval,
        @DurationMin(millis = 10) @DurationMax(hours = 1) @DefaultValue("5s") Duration tick) {}
