package io.postern.mail.worker;

import io.postern.database.RetrySchedule;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    /** As many threads as there are connections, none while nothing is due. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService deliveryConnections() {
        return Executors.newCachedThreadPool(new CustomizableThreadFactory("delivery-"));
    }

    @Bean
    RetrySchedule retrySchedule() {
        return new RetrySchedule(RANDOM);
    }

    @Bean
    ConnectionRampUp connectionRampUp(Clock clock) {
        return new ConnectionRampUp(RANDOM, clock);
    }
}
