package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The DMARC policy records at a domain and above it (RFC 9989 section 4.10): the organization that the domain belongs to, and the policy
 * that counts for it. At most eight questions.
 */
final class DmarcTreeWalk {

    private static final int MOST_LABELS = 8;

    /** A record, and at which domain it was found. */
    record Found(String domain, DmarcRecord record) {}

    private final String start;
    private final List<Found> found = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();

    DmarcTreeWalk(Zone zone, String domain) {
        start = domain;
        for (String target : targets(domain)) {
            DnsAnswer<String> answer = zone.txt(name(target));
            if (!answer.isKnown()) {
                unanswered.add(target);
            }
            List<DmarcRecord> records = answer.values().stream()
                    .filter(DmarcRecord::isDmarc)
                    .map(DmarcRecord::parse)
                    .toList();
            if (records.size() == 1) {
                found.add(new Found(target, records.get(0)));
                if (records.get(0).is("psd", "y") || records.get(0).is("psd", "n")) {
                    break;
                }
            }
        }
    }

    /** The domains whose records count, the longest first. From nine labels on, some in the middle are left out. */
    static List<String> targets(String domain) {
        List<String> targets = new ArrayList<>(List.of(domain));
        List<String> labels = List.of(domain.split("\\.", -1));
        for (int left = Math.min(labels.size(), MOST_LABELS) - 1; left > 0; left--) {
            targets.add(String.join(".", labels.subList(labels.size() - left, labels.size())));
        }
        return targets;
    }

    /** Where the record of a domain stands. */
    static String name(String domain) {
        return "_dmarc." + domain;
    }

    /** Whether the DNS answered all that decides on the organization. */
    boolean isComplete() {
        return unanswered.isEmpty();
    }

    /** Whether it is not known if the domain itself has a record. */
    boolean isUnknown() {
        return unanswered.contains(start);
    }

    String organizationalDomain() {
        for (Found each : found) {
            if (each.record().is("psd", "n")) {
                return each.domain();
            }
            if (each.record().is("psd", "y") && !each.domain().equals(start)) {
                return oneBelow(each.domain());
            }
        }
        return found.stream()
                .map(Found::domain)
                .min(Comparator.comparingInt(domain -> domain.split("\\.", -1).length))
                .orElse(start);
    }

    private String oneBelow(String suffix) {
        String rest = start.substring(0, start.length() - suffix.length() - 1);
        return rest.substring(rest.lastIndexOf('.') + 1) + "." + suffix;
    }

    /** The record that counts: of the domain itself, of its organization, or else of the public suffix. */
    Optional<Found> policy() {
        String organization = organizationalDomain();
        return at(start).or(() -> at(organization)).or(() -> found.stream()
                .filter(each -> each.record().is("psd", "y"))
                .findFirst());
    }

    private Optional<Found> at(String domain) {
        return found.stream().filter(each -> each.domain().equals(domain)).findFirst();
    }
}
