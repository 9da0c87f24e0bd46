package io.postern.mail.discovery;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Has the application search in a {@link Domain}. */
@TestConfiguration(proxyBeanMethods = false)
class DiscoveredDomain {

    @Bean(destroyMethod = "close")
    Domain domain() {
        return new Domain();
    }

    @Bean
    @Primary
    DiscoveryMeans meansOfTheDomain(Domain domain) {
        return domain.means();
    }
}
