package io.postern.webhook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may choose about the webhook.
 *
 * @param tick how often is looked whether a call is due
 * @param lifetime how long a call is tried
 * @param retention how long finished calls stay in the list
 */
@ConfigurationProperties("postern.webhook")
record WebhookProperties(
        @DefaultValue("1s") Duration tick,
        @DefaultValue("1d") Duration lifetime,
        @DefaultValue("30d") Duration retention) {}
