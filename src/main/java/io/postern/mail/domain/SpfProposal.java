package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.dns.MailExchanger;
import io.postern.mail.domain.SpfRecord.Term;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one SPF record that should stand in the place of those that are there: what they mean, without their faults. */
final class SpfProposal {

    private static final int MOST_DEPTH = 10;

    private final Zone zone;
    private final String domain;
    private final List<String> servers;
    /** By what they are compared. */
    private final Map<String, Term> terms = new LinkedHashMap<>();

    private String redirect = "";
    private String all = "";

    /**
     * @param records those that are there, none, or what is meant by what is there; without wrong terms
     * @param servers mechanisms that the record has to have
     */
    SpfProposal(Zone zone, String domain, List<SpfRecord> records, Collection<String> servers) {
        this.zone = zone;
        this.domain = domain;
        this.servers = List.copyOf(servers);
        servers.forEach(this::add);
        records.forEach(this::take);
        boolean strict = !records.isEmpty()
                && records.stream().allMatch(record -> record.all()
                        .filter(term -> term.qualifier() == '-')
                        .isPresent());
        if (records.size() == 1 && records.get(0).redirect().isPresent()) {
            redirect = " " + records.get(0).redirect().get().text();
        } else {
            records.stream()
                    .map(SpfRecord::redirect)
                    .flatMap(Optional::stream)
                    .forEach(term -> add("include:" + term.value()));
            all = strict ? " -all" : " ~all";
        }
    }

    String text() {
        String plain = assembled();
        if (lookups() <= SpfWalk.MOST_LOOKUPS) {
            return plain;
        }
        replaceHosts();
        dropIncluded();
        flattenIncludes();
        return assembled();
    }

    private String assembled() {
        String middle = terms.values().stream()
                .filter(term -> !term.isModifier())
                .map(term -> " " + written(term))
                .collect(Collectors.joining());
        String modifiers = terms.values().stream()
                .filter(Term::isModifier)
                .map(term -> " " + term.text())
                .collect(Collectors.joining());
        return "v=spf1" + middle + all + redirect + modifiers;
    }

    private static String written(Term term) {
        return term.text().startsWith("+") ? term.text().substring(1) : term.text();
    }

    private SpfWalk walk() {
        return new SpfWalk(zone, domain, SpfRecord.parse(assembled()), null);
    }

    private int lookups() {
        return walk().lookups();
    }

    private void add(String mechanism) {
        Term term = SpfRecord.parse("v=spf1 " + mechanism).terms().get(0);
        terms.putIfAbsent(written(term).toLowerCase(Locale.ROOT), term);
    }

    private void take(SpfRecord record) {
        SpfWalk walk = new SpfWalk(zone, domain, record, null);
        Set<String> useless =
                new HashSet<>(walk.faults().stream().map(SpfWalk.Fault::term).toList());
        for (Term term : record.terms()) {
            boolean isVoid = walk.voids().stream()
                    .anyMatch(nothing ->
                            nothing.equals(term.text() + " → " + (term.value().isEmpty() ? domain : term.value())));
            if (!isVoid
                    && !useless.contains(term.text())
                    && !term.is("all")
                    && !term.is("ptr")
                    && !term.is("redirect")) {
                add(term.text());
            }
        }
    }

    private boolean isServers(Term term) {
        return servers.stream().anyMatch(term.text()::equalsIgnoreCase);
    }

    /** Hosts and mail exchangers by their addresses of today. */
    private void replaceHosts() {
        List<Term> before = List.copyOf(terms.values());
        terms.clear();
        for (Term term : before) {
            boolean plain = (term.is("a") || term.is("mx")) && term.ipv4Length() == 32 && term.ipv6Length() == 128;
            Set<String> networks = new LinkedHashSet<>();
            if (plain && term.qualifier() == '+' && !term.value().contains("%") && addHosts(term, domain, networks)) {
                networks.forEach(this::add);
            } else {
                terms.putIfAbsent(written(term).toLowerCase(Locale.ROOT), term);
            }
        }
    }

    /** What another domain lists anyway. */
    private void dropIncluded() {
        Map<String, Set<String>> names = walk().names();
        for (Term term : List.copyOf(terms.values())) {
            boolean elsewhere = term.is("include")
                    && names.entrySet().stream()
                            .anyMatch(other -> !other.getKey().equals(written(term))
                                    && terms.values().stream()
                                            .anyMatch(kept -> written(kept).equals(other.getKey()))
                                    && other.getValue().contains(term.value().toLowerCase(Locale.ROOT)));
            if (elsewhere && !isServers(term)) {
                terms.remove(written(term).toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Other domains by the networks that they list today: first those of one's own, then the dearest. */
    private void flattenIncludes() {
        Map<String, Integer> costs = walk().costs();
        List<Term> includes = terms.values().stream()
                .filter(term -> term.is("include") && !isServers(term) && term.qualifier() == '+')
                .sorted(Comparator.comparing((Term term) ->
                                !term.value().toLowerCase(Locale.ROOT).endsWith("." + domain))
                        .thenComparing(term -> costs.getOrDefault(written(term), 0), Comparator.reverseOrder()))
                .toList();
        for (Term include : includes) {
            if (lookups() <= SpfWalk.MOST_LOOKUPS) {
                return;
            }
            Set<String> networks = new LinkedHashSet<>();
            if (addNetworks(include.value(), networks, 0)) {
                terms.remove(written(include).toLowerCase(Locale.ROOT));
                networks.forEach(this::add);
            }
        }
    }

    /** @return whether all that the domain lists could be written as networks */
    private boolean addNetworks(String name, Set<String> networks, int depth) {
        List<String> records =
                zone.txt(name).values().stream().filter(SpfRecord::isSpf).toList();
        if (name.contains("%") || records.size() != 1 || depth > MOST_DEPTH) {
            return false;
        }
        SpfRecord record = SpfRecord.parse(records.get(0));
        for (Term term : record.terms()) {
            if (term.is("all")) {
                return term.qualifier() != '+';
            }
            if (!addNetworks(term, name, networks, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean addNetworks(Term term, String name, Set<String> networks, int depth) {
        if (term.isWrong() || term.qualifier() != '+') {
            return false;
        }
        if (term.network() != null) {
            networks.add(written(term));
            return true;
        }
        return switch (term.name()) {
            case "include", "redirect" -> addNetworks(term.value(), networks, depth + 1);
            case "a", "mx" ->
                term.ipv4Length() == 32
                        && term.ipv6Length() == 128
                        && !term.value().contains("%")
                        && addHosts(term, name, networks);
            default -> term.isModifier();
        };
    }

    private boolean addHosts(Term term, String of, Set<String> networks) {
        String name = term.value().isEmpty() ? of : term.value();
        List<String> hosts = List.of(name);
        if (term.is("mx")) {
            DnsAnswer<MailExchanger> exchangers = zone.mx(name);
            if (!exchangers.isKnown()) {
                return false;
            }
            hosts = exchangers.values().stream()
                    .map(MailExchanger::host)
                    .filter(host -> !host.isEmpty())
                    .toList();
        }
        for (String host : hosts) {
            for (DnsAnswer<InetAddress> answer : List.of(zone.ipv4(host), zone.ipv6(host))) {
                if (!answer.isKnown()) {
                    return false;
                }
                answer.values().stream().map(SpfServers::mechanism).forEach(networks::add);
            }
        }
        return true;
    }
}
