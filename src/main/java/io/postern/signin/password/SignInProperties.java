package io.postern.signin.password;

import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How guessing is slowed down.
 *
 * @param failuresPerAccount after so many failures, sign-ins to the account are refused for a while
 * @param failuresPerAddress the same for a client address, which many people may share
 * @param delay how long the first refusal lasts; it doubles with each further failure
 * @param longestDelay how long a refusal lasts at most; without a failure for as long, failures are forgotten
 */
@Validated
@ConfigurationProperties("postern.sign-in")
record SignInProperties(
        @Range(min = 1, max = 10_000) @DefaultValue("10") int failuresPerAccount,
        @Range(min = 1, max = 1_000_000) @DefaultValue("50") int failuresPerAddress,
        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("5m") Duration delay,
        @DurationMin(seconds = 1) @DurationMax(days = 30) @DefaultValue("1h") Duration longestDelay) {}
