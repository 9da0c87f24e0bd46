package io.postern.webhook;

import io.postern.outbound.GuardedHttpClient;
import io.postern.outbound.TargetPolicy;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    /** Less than a lease lasts. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    @Bean
    GuardedHttpClient webhookPost(TargetPolicy policy) {
        return new GuardedHttpClient(policy, List.of(), CONNECT, READ, LONGEST);
    }
}
