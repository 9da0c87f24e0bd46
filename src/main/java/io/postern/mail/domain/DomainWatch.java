package io.postern.mail.domain;

import io.postern.mail.MailServer;
import io.postern.mail.MailSettingsSaved;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Checks the From domain of each server once a day, and after its settings were saved. */
@Component
public class DomainWatch {

    private static final Logger log = LoggerFactory.getLogger(DomainWatch.class);

    private final FromDomains domains;
    private final DomainCheck check;
    private final DomainResults results;
    private final ExecutorService domainChecks;

    /** By domain. */
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    DomainWatch(FromDomains domains, DomainCheck check, DomainResults results, ExecutorService domainChecks) {
        this.domains = domains;
        this.check = check;
        this.results = results;
        this.domainChecks = domainChecks;
    }

    /** A check may wait for the DNS, which neither a page nor another schedule should. */
    @Bean(destroyMethod = "shutdownNow")
    static ExecutorService domainChecks() {
        return Executors.newFixedThreadPool(2, new CustomizableThreadFactory("domain-check-"));
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void look() {
        List<String> all = domains.all();
        results.forgetAllBut(all);
        all.stream().filter(results::claim).forEach(this::begin);
    }

    @TransactionalEventListener
    void on(MailSettingsSaved saved) {
        domains.of(saved.server()).ifPresent(this::begin);
    }

    @TransactionalEventListener(MailServer.Removed.class)
    void removed() {
        domainChecks.execute(() -> results.forgetAllBut(domains.all()));
    }

    /** Waits until the checks that have begun here are done, but no longer than this. */
    public void await(Duration patience) {
        try {
            CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException goesOnWithoutUs) {
            log.debug("A From domain is still being checked", goesOnWithoutUs);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One at a time for each domain. */
    private void begin(String domain) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        if (running.putIfAbsent(domain, mine) == null) {
            domainChecks.execute(() -> {
                try {
                    results.remember(check.of(domains.toCheck(domain)));
                } catch (RuntimeException nextTime) {
                    log.warn("The From domain {} could not be checked", domain, nextTime);
                } finally {
                    running.remove(domain);
                    mine.complete(null);
                }
            });
        }
    }
}
