package io.postern.api;

import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may choose about the API.
 *
 * @param requestsPerToken requests with one token within the window, over all instances; counted in hundredths, so each instance may
 *     allow a hundredth more
 * @param window that window
 */
@Validated
@ConfigurationProperties("postern.api")
record ApiProperties(
        @Range(min = 1, max = 10_000_000) @DefaultValue("30000") int requestsPerToken,
        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("1m") Duration window) {}
