package io.postern.system;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointWebExtension;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@Configuration(proxyBeanMethods = false)
class MonitoringConfiguration {

    /** Health answers with the status alone. Spring Boot's own endpoint would name the groups as well. */
    @Bean
    HealthEndpointWebExtension statusAlone(
            HealthContributorRegistry contributors,
            ObjectProvider<ReactiveHealthContributorRegistry> reactive,
            HealthEndpointGroups groups,
            HealthEndpointProperties properties) {
        return new HealthEndpointWebExtension(
                contributors,
                reactive.getIfAvailable(),
                groups,
                properties.getLogging().getSlowIndicatorThreshold()) {
            @Override
            protected HealthDescriptor aggregateDescriptors(
                    ApiVersion version,
                    Map<String, HealthDescriptor> contributions,
                    StatusAggregator aggregator,
                    boolean showComponents,
                    @Nullable Set<String> groupNames) {
                return super.aggregateDescriptors(version, contributions, aggregator, showComponents, null);
            }
        };
    }

    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler tickWatchScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("tick-watch-");
        return scheduler;
    }
}
