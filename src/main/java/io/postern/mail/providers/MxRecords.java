package io.postern.mail.providers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.springframework.stereotype.Component;

/**
 * Finds the hosts that take a domain's mail, by the JDK's DNS client. Nothing depends on an answer, so the wait is short: each DNS
 * server is asked once and has two seconds, and few domains are looked up at a time. An answer is kept for a few minutes, also an
 * empty one.
 */
@Component
class MxRecords {

    private static final String PATIENCE_MILLIS = "2000";
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_KEPT = 200;
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);

    private final String resolver;
    private final Clock clock;
    private final Semaphore lookups = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    MxRecords(MxProperties properties, Clock clock) {
        this.resolver = properties.mxResolver();
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
        if (resolver.isBlank() || !lookups.tryAcquire()) {
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

    // The JDK's DNS provider makes no objects of what it reads. A host name can't be the URL of another provider.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    private List<String> ask(String domain) {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(DirContext.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(DirContext.PROVIDER_URL, resolver);
        environment.put("com.sun.jndi.dns.timeout.initial", PATIENCE_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        List<Mx> records = new ArrayList<>();
        try {
            DirContext dns = new InitialDirContext(environment);
            try {
                Attribute found = dns.getAttributes(domain, new String[] {"MX"}).get("MX");
                NamingEnumeration<?> values = found == null ? null : found.getAll();
                while (values != null && values.hasMore()) {
                    records.add(Mx.of(String.valueOf(values.next())));
                }
            } finally {
                dns.close();
            }
        } catch (NamingException unanswered) {
            return List.of();
        }
        return records.stream()
                .sorted(Comparator.comparingInt(Mx::preference))
                .map(Mx::host)
                .toList();
    }

    /** RFC 1035 section 3.3.9. */
    private record Mx(int preference, String host) {

        /** @param text such as {@code 10 mail.corp.example.} */
        static Mx of(String text) {
            int space = text.indexOf(' ');
            String host = text.substring(space + 1).replaceFirst("\\.$", "");
            return new Mx(Integer.parseInt(text.substring(0, space)), host.toLowerCase(Locale.ROOT));
        }
    }
}
