package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.dns.MailExchanger;
import io.postern.mail.domain.Finding.Code;
import io.postern.mail.domain.SpfMacros.Client;
import io.postern.net.IpAddress;
import io.postern.net.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through an SPF record as a receiver does (RFC 7208 sections 4 and 5), once. Other than a receiver, it goes on behind a match: what
 * counts is the mail from a server that the record does not list, for which all of it is asked for.
 */
final class SpfWalk {

    enum Result {
        PASS,
        FAIL,
        SOFTFAIL,
        NEUTRAL,
        /** The record, or one that it names, can't be used. */
        PERMERROR,
        /** The DNS did not answer. */
        TEMPERROR
    }

    /** Something that makes the record unusable: by which term of the record itself it is reached, and where it is. */
    record Fault(Code code, String term, String where) {}

    static final int MOST_LOOKUPS = 10;
    static final int MOST_VOID_LOOKUPS = 2;
    private static final int MOST_HOSTS = 10;
    /** More is not counted, so that no record costs us more than some. */
    private static final int LAST_COUNTED = 20;

    private final Zone zone;
    private final @Nullable Client client;
    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, Integer> costs = new LinkedHashMap<>();
    private final Map<String, Set<String>> namesByTerm = new LinkedHashMap<>();
    private final Set<Fault> faults = new LinkedHashSet<>();
    private final Set<String> voids = new LinkedHashSet<>();
    private final Set<String> unanswered = new LinkedHashSet<>();
    private int lookups;
    private String top = "";
    private final Result result;

    /** @param client who sends, or null if only the record itself is looked at */
    SpfWalk(Zone zone, String domain, SpfRecord record, @Nullable Client client) {
        this.zone = zone;
        this.client = client;
        Result found = walk(record, domain);
        result = record.hasErrors() ? Result.PERMERROR : found;
    }

    Result result() {
        return result;
    }

    int lookups() {
        return lookups;
    }

    /** How many look-ups each term of the record costs, with what it leads to; in their order. */
    Map<String, Integer> costs() {
        return costs;
    }

    /** The domains whose records are reached, under the term of the record that leads there. */
    Map<String, Set<String>> names() {
        return namesByTerm;
    }

    Set<Fault> faults() {
        return faults;
    }

    Set<String> voids() {
        return voids;
    }

    Set<String> unanswered() {
        return unanswered;
    }

    private Result walk(SpfRecord record, String domain) {
        boolean first = path.isEmpty();
        path.push(domain);
        Result decided = null;
        for (SpfRecord.Term term : record.terms()) {
            int before = lookups;
            top = first ? term.text() : top;
            Result match = term.isModifier() ? null : ask(term, domain);
            decided = decided == null ? match : decided;
            note(first, term, before);
            if (term.is("all")) {
                break;
            }
        }
        SpfRecord.Term redirect = record.redirect().orElse(null);
        if (redirect != null) {
            int before = lookups;
            top = first ? redirect.text() : top;
            Result there = follow(redirect.value(), domain);
            decided = decided == null ? there : decided;
            note(first, redirect, before);
        }
        path.pop();
        return decided == null ? Result.NEUTRAL : decided;
    }

    private void note(boolean first, SpfRecord.Term term, int before) {
        if (first && lookups > before) {
            costs.merge(term.text(), lookups - before, Integer::sum);
        }
    }

    /** @return what the term decides, or null if it does not match */
    private @Nullable Result ask(SpfRecord.Term term, String domain) {
        if (term.isWrong()) {
            return Result.PERMERROR;
        }
        if (term.name().equals("include")) {
            Result there = follow(term.value(), domain);
            return switch (there) {
                case PASS -> of(term.qualifier());
                case PERMERROR, TEMPERROR -> there;
                default -> null;
            };
        }
        return matches(term, domain) ? of(term.qualifier()) : null;
    }

    private static Result of(char qualifier) {
        return switch (qualifier) {
            case '-' -> Result.FAIL;
            case '~' -> Result.SOFTFAIL;
            case '?' -> Result.NEUTRAL;
            default -> Result.PASS;
        };
    }

    /** What the record of another domain says. */
    private Result follow(String spec, String domain) {
        lookups++;
        String name = SpfMacros.expand(spec, domain, client);
        if (name == null || lookups > LAST_COUNTED) {
            return Result.NEUTRAL;
        }
        namesByTerm.computeIfAbsent(top, none -> new LinkedHashSet<>()).add(name.toLowerCase(Locale.ROOT));
        if (path.stream().anyMatch(name::equalsIgnoreCase)) {
            return fault(Code.SPF_LOOP, name);
        }
        DnsAnswer<String> answer = known(zone.txt(name), name);
        if (!answer.isKnown()) {
            return Result.TEMPERROR;
        }
        List<String> records = answer.values().stream().filter(SpfRecord::isSpf).toList();
        if (records.size() != 1) {
            return fault(Code.SPF_INCLUDE_BROKEN, name);
        }
        SpfRecord record = SpfRecord.parse(records.get(0));
        Result there = walk(record, name);
        return record.hasErrors() ? fault(Code.SPF_INCLUDE_BROKEN, name) : there;
    }

    private boolean matches(SpfRecord.Term term, String domain) {
        if (term.is("all")) {
            return true;
        }
        Network network = term.network();
        if (network != null) {
            return client != null && network.contains(client.address());
        }
        lookups++;
        String name = term.value().isEmpty() ? domain : SpfMacros.expand(term.value(), domain, client);
        if (name == null || lookups > LAST_COUNTED) {
            return false;
        }
        return switch (term.name()) {
            case "a" -> hosts(name).stream().anyMatch(address -> isNear(address, term));
            case "exists" -> known(zone.ipv4(name), name).kind() == DnsAnswer.Kind.FOUND;
            case "mx" ->
                exchangers(name).stream()
                        .flatMap(host -> addresses(host).stream())
                        .anyMatch(address -> isNear(address, term));
            // ptr depends on who runs the client's address range, and receivers are told not to ask.
            default -> false;
        };
    }

    private List<String> exchangers(String name) {
        List<String> hosts = known(zone.mx(name), name).values().stream()
                .map(MailExchanger::host)
                .filter(host -> !host.isEmpty())
                .toList();
        if (hosts.size() > MOST_HOSTS) {
            fault(Code.SPF_TOO_MANY_HOSTS, name);
        }
        return hosts.size() > MOST_HOSTS ? hosts.subList(0, MOST_HOSTS) : hosts;
    }

    private List<InetAddress> addresses(String host) {
        return client == null ? List.of() : (isIpv6() ? zone.ipv6(host) : zone.ipv4(host)).values();
    }

    private boolean isIpv6() {
        return client != null && !(client.address() instanceof Inet4Address);
    }

    /** A name that has addresses of the other kind alone is not void. */
    private List<InetAddress> hosts(String name) {
        DnsAnswer<InetAddress> answer = isIpv6() ? zone.ipv6(name) : zone.ipv4(name);
        if (answer.kind() == DnsAnswer.Kind.NO_RECORD) {
            known(isIpv6() ? zone.ipv4(name) : zone.ipv6(name), name);
            return List.of();
        }
        return known(answer, name).values();
    }

    private boolean isNear(InetAddress address, SpfRecord.Term term) {
        int length = address instanceof Inet4Address ? term.ipv4Length() : term.ipv6Length();
        return client != null && new Network(new IpAddress(address), length).contains(client.address());
    }

    private <T> DnsAnswer<T> known(DnsAnswer<T> answer, String name) {
        if (!answer.isKnown()) {
            unanswered.add(name);
        } else if (answer.kind() != DnsAnswer.Kind.FOUND) {
            voids.add(top + " → " + name);
        }
        return answer;
    }

    private Result fault(Code code, String where) {
        faults.add(new Fault(code, top, where));
        return Result.PERMERROR;
    }
}
