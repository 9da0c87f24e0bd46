package io.postern.mail.worker;

import io.postern.database.DatabaseTime;
import io.postern.database.RetrySchedule;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    /** As many threads as there are connections, none while nothing is due. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService deliveryConnections() {
        return Executors.newCachedThreadPool(new CustomizableThreadFactory("delivery-"));
    }

    /** It goes on while a stop waits for the mails in hand. It is not interrupted, since that would close an H2 file. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler leaseRenewalScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("lease-renewal-");
        scheduler.setAcceptTasksAfterContextClose(true);
        scheduler.setPhase(SmartLifecycle.DEFAULT_PHASE - 1);
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        return scheduler;
    }

    /** Sends with the settings that are stored at the time. Mails of the program go through the queue. */
    @Bean
    JavaMailSender mailSender(SenderCache senders) {
        return ProxyFactory.getProxy(JavaMailSender.class, senders);
    }

    @Bean
    RetrySchedule retrySchedule() {
        return new RetrySchedule(RANDOM);
    }

    @Bean
    ConnectionRampUps connectionRampUps(DatabaseTime clock) {
        return new ConnectionRampUps(RANDOM, clock);
    }
}
