package io.postern.webhook;

import io.postern.net.Network;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator may choose about webhooks.
 *
 * @param tick how often due calls are looked for
 * @param lifetime how long a call is tried
 * @param retention how long finished calls stay in the list
 * @param plainNetworks addresses and networks where plain HTTP may go besides this machine
 */
@Validated
@ConfigurationProperties("postern.webhook")
public record WebhookProperties(
        @DurationMin(millis = 10) @DurationMax(hours = 1) @DefaultValue("1s") Duration tick,
        @DurationMin(minutes = 1) @DurationMax(days = 30) @DefaultValue("1d") Duration lifetime,
        @DurationMin(hours = 1) @DurationMax(days = 3650) @DefaultValue("30d") Duration retention,
        @DefaultValue List<Network> plainNetworks) {}
