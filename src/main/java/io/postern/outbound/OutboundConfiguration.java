package io.postern.outbound;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One policy for tests and deliveries alike. */
@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    @Bean
    TargetPolicy targetPolicy(OutboundProperties properties, ProxyProperties proxy) {
        return new TargetPolicy(properties.refusedNetworks(), proxy.httpProxy());
    }
}
