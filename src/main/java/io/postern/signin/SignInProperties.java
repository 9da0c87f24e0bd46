package io.postern.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How guessing is slowed down.
 *
 * @param failuresPerAccount after so many failures the account's sign-in is refused for a while
 * @param failuresPerAddress the same for a client address, which many people may share
 * @param delay the first refusal's length; it doubles with each further failure
 * @param longestDelay at most so long; failures are forgotten after as long without one
 */
@ConfigurationProperties("postern.sign-in")
record SignInProperties(
        @DefaultValue("10") int failuresPerAccount,
        @DefaultValue("50") int failuresPerAddress,
        @DefaultValue("5m") Duration delay,
        @DefaultValue("1h") Duration longestDelay) {}
