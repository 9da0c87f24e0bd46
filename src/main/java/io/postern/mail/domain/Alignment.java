package io.postern.mail.domain;

import java.util.Locale;

/** How the domain that SPF or DKIM vouches for stands to the From domain (RFC 9989 section 4.10.2). */
final class Alignment {

    /** What a policy wants: {@code IDENTICAL} is aligned, {@code RELATED} unless it is strict. */
    enum Kind {
        IDENTICAL,
        /** Of one organization. */
        RELATED,
        UNRELATED,
        /** The DNS did not answer. */
        UNKNOWN
    }

    private Alignment() {}

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
