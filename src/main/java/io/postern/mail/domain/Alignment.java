package io.postern.mail.domain;

import io.postern.dns.DnsClient;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How the domain that SPF or DKIM vouches for stands to the From domain (RFC 9989 section 4.10.2). */
@Component
public class Alignment {

    /** Twice the eight names of a tree walk. */
    private static final int MOST_QUESTIONS = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a policy wants: {@code IDENTICAL} is aligned, {@code RELATED} unless it is strict. */
    public enum Kind {
        IDENTICAL,
        /** Of one organization. */
        RELATED,
        UNRELATED,
        /** The DNS did not answer. */
        UNKNOWN
    }

    private final DnsClient dns;

    Alignment(DnsClient dns) {
        this.dns = dns;
    }

    /** Asks the DNS at most sixteen questions, none where both are the same. */
    public Kind between(String fromDomain, String authenticated) {
        return between(new Zone(dns.begin(MOST_QUESTIONS, PATIENCE)), fromDomain, authenticated);
    }

    static Kind between(Zone zone, String fromDomain, String authenticated) {
        String from = fromDomain.toLowerCase(Locale.ROOT);
        String other = authenticated.toLowerCase(Locale.ROOT);
        if (from.equals(other)) {
            return Kind.IDENTICAL;
        }
        DmarcTreeWalk ours = new DmarcTreeWalk(zone, from);
        DmarcTreeWalk theirs = new DmarcTreeWalk(zone, other);
        if (ours.organizationalDomain().equals(theirs.organizationalDomain())) {
            return Kind.RELATED;
        }
        return ours.isComplete() && theirs.isComplete() ? Kind.UNRELATED : Kind.UNKNOWN;
    }
}
