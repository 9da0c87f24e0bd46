package io.postern.mail.providers;

import io.postern.dns.DnsClient;
import io.postern.dns.MailExchanger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Finds the hosts that take a domain's mail. Nothing depends on an answer, so the wait is short, and few domains are looked up at a
 * time. An answer is kept for a few minutes, also an empty one.
 */
@Component
class MxRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_QUESTIONS = 5;
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_KEPT = 200;
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);

    private final DnsClient dns;
    private final Clock clock;
    private final Semaphore lookups = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    MxRecords(DnsClient dns, Clock clock) {
        this.dns = dns;
        this.clock = clock;
    }

    private record Kept(List<String> hosts, Instant at) {

        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(KEPT_FOR));
        }
    }

    /** In lower case, without a dot at the end, the preferred host first. Empty when no DNS server answered in time. */
    List<String> of(String domain) {
        Kept known = kept.get(domain);
        if (known != null && known.isFresh(clock.instant())) {
            return known.hosts();
        }
        if (!lookups.tryAcquire()) {
            return List.of();
        }
        try {
            List<String> hosts = ask(domain);
            kept.put(domain, new Kept(hosts, clock.instant()));
            return hosts;
        } finally {
            lookups.release();
        }
    }

    private List<String> ask(String domain) {
        return dns.begin(MOST_QUESTIONS, PATIENCE).mx(domain).values().stream()
                .map(MailExchanger::host)
                .toList();
    }
}
