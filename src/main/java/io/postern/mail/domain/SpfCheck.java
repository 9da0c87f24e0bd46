package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.mail.domain.CheckedDomain.Sender;
import io.postern.mail.domain.Finding.Code;
import io.postern.mail.domain.Finding.Publish;
import io.postern.mail.domain.SpfServers.Place;
import io.postern.mail.domain.SpfServers.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SPF record of the domain in the envelope: whether receivers can use it, and whether it lists our servers. */
final class SpfCheck {

    /** Longer ones may not fit the answer that every receiver can take (RFC 7208 section 3.4). */
    private static final int LONG = 450;

    private final Zone zone;
    private final String domain;
    private final List<Sender> senders;
    private final boolean ours;
    private final boolean needed;

    /**
     * @param senders with this domain in the envelope
     * @param ours whether a record can be proposed: not for a provider's domain
     * @param needed whether mails are refused unless SPF passes
     */
    SpfCheck(Zone zone, String domain, List<Sender> senders, boolean ours, boolean needed) {
        this.zone = zone;
        this.domain = domain;
        this.senders = senders;
        this.ours = ours;
        this.needed = needed;
    }

    List<Finding> findings() {
        List<Finding> findings = found();
        boolean faulty = findings.stream().anyMatch(SpfCheck::isFaulty);
        Optional<String> proposed = faulty && ours ? proposed() : Optional.empty();
        Publish publish = proposed.map(text -> new Publish(domain, "TXT", text)).orElse(null);
        return findings.stream()
                .map(finding -> isFaulty(finding) ? finding.curedBy(publish) : finding)
                .toList();
    }

    private static boolean isFaulty(Finding finding) {
        return finding.verdict() == Verdict.WARNING || finding.verdict() == Verdict.FAIL;
    }

    /** What should be published; only what passes this very check. */
    private Optional<String> proposed() {
        DnsAnswer<String> answer = zone.txt(domain);
        List<SpfRecord> records = new ArrayList<>();
        for (String txt : answer.values()) {
            if (SpfRecord.isSpf(txt)) {
                records.add(SpfRecord.parse(txt).corrected());
            } else if (SpfRecord.isMeantAsSpf(txt)) {
                records.add(SpfRecord.meantBy(txt).corrected());
            }
        }
        SpfServers servers = new SpfServers(zone);
        List<String> missing = senders.stream()
                .filter(sender -> !sender.isEnvelopeReplaced())
                .map(sender -> standing(servers, sender, records))
                .filter(standing -> standing.place() != Place.LISTED)
                .flatMap(standing -> standing.mechanisms().stream())
                .distinct()
                .toList();
        if (records.isEmpty() && missing.isEmpty()) {
            return Optional.empty();
        }
        String text = new SpfProposal(zone, domain, records, missing).text();
        List<Finding> then = new SpfCheck(zone.supposing(domain, List.of(text)), domain, senders, ours, needed).found();
        return then.stream().anyMatch(SpfCheck::isFaulty) ? Optional.empty() : Optional.of(text);
    }

    /** Of several records, or of one that is in the way of all, none counts. */
    private Standing standing(SpfServers servers, Sender sender, List<SpfRecord> records) {
        return records.size() == 1 && !passesAll(records.get(0))
                ? servers.standing(sender, domain, records.get(0))
                : records.stream()
                        .filter(record -> !passesAll(record))
                        .map(record -> servers.standing(sender, domain, record))
                        .filter(standing -> standing.place() == Place.LISTED)
                        .findFirst()
                        .orElseGet(() -> servers.standing(sender));
    }

    private static boolean passesAll(SpfRecord record) {
        return record.all().filter(all -> all.qualifier() == '+').isPresent();
    }

    private List<Finding> found() {
        DnsAnswer<String> answer = zone.txt(domain);
        if (!answer.isKnown()) {
            return List.of(Finding.of(Code.SPF_UNKNOWN, Verdict.UNKNOWN, domain));
        }
        List<String> records = answer.values().stream().filter(SpfRecord::isSpf).toList();
        if (records.size() > 1) {
            return List.of(Finding.of(Code.SPF_SEVERAL, Verdict.FAIL, records.size(), domain)
                    .showing(records));
        }
        if (records.isEmpty()) {
            List<String> meant =
                    answer.values().stream().filter(SpfRecord::isMeantAsSpf).toList();
            return List.of(
                    meant.isEmpty()
                            ? Finding.of(Code.SPF_MISSING, needed ? Verdict.FAIL : Verdict.WARNING, domain)
                            : Finding.of(Code.SPF_UNRECOGNISED, Verdict.FAIL, domain)
                                    .showing(meant));
        }
        return inRecord(SpfRecord.parse(records.get(0)));
    }

    private List<Finding> inRecord(SpfRecord record) {
        List<Finding> findings = new ArrayList<>();
        addSyntax(record, findings);
        addLookups(new SpfWalk(zone, domain, record, null), findings);
        addStyle(record, findings);
        // Of a record that can't be read, the proposal lists what is missing.
        for (Sender sender : record.hasErrors() ? List.<Sender>of() : senders) {
            Finding about = aboutServer(sender, record);
            if (about != null && !findings.contains(about)) {
                findings.add(about);
            }
        }
        if (findings.stream().noneMatch(SpfCheck::isFaulty)) {
            findings.add(0, Finding.of(Code.SPF_OK, Verdict.OK, domain));
        }
        return findings.stream()
                .map(finding -> finding.showing(List.of(record.text())))
                .toList();
    }

    private static void addSyntax(SpfRecord record, List<Finding> findings) {
        if (record.hasErrors()) {
            String wrong = record.terms().stream()
                    .filter(SpfRecord.Term::isWrong)
                    .map(SpfRecord.Term::text)
                    .collect(Collectors.joining(" "));
            findings.add(Finding.of(Code.SPF_SYNTAX, Verdict.FAIL, Zone.shown(wrong)));
        }
    }

    private void addLookups(SpfWalk walk, List<Finding> findings) {
        walk.faults().stream()
                .map(fault ->
                        Finding.of(fault.code(), Verdict.FAIL, Zone.shown(fault.term()), Zone.shown(fault.where())))
                .distinct()
                .forEach(findings::add);
        if (walk.lookups() > SpfWalk.MOST_LOOKUPS) {
            findings.add(Finding.of(Code.SPF_LOOKUPS, Verdict.FAIL, walk.lookups(), costs(walk.costs())));
        }
        if (walk.voids().size() > SpfWalk.MOST_VOID_LOOKUPS) {
            findings.add(Finding.of(
                    Code.SPF_VOID_LOOKUPS,
                    Verdict.FAIL,
                    walk.voids().size(),
                    Zone.shown(String.join(", ", walk.voids()))));
        }
        if (!walk.unanswered().isEmpty()) {
            findings.add(
                    Finding.of(Code.SPF_UNKNOWN, Verdict.UNKNOWN, Zone.shown(String.join(", ", walk.unanswered()))));
        }
    }

    private static String costs(Map<String, Integer> costs) {
        return Zone.shown(costs.entrySet().stream()
                .map(cost -> cost.getKey() + " (" + cost.getValue() + ")")
                .collect(Collectors.joining(", ")));
    }

    private static void addStyle(SpfRecord record, List<Finding> findings) {
        Optional<SpfRecord.Term> all = record.all();
        char last = all.map(SpfRecord.Term::qualifier).orElse('-');
        if (last == '+') {
            findings.add(Finding.of(
                    Code.SPF_PASS_ALL,
                    Verdict.WARNING,
                    all.map(SpfRecord.Term::text).orElse("")));
        }
        if (last == '?') {
            findings.add(Finding.of(Code.SPF_NEUTRAL_ALL, Verdict.WARNING));
        }
        if (all.isEmpty() && record.redirect().isEmpty()) {
            findings.add(Finding.of(Code.SPF_NO_ALL, Verdict.WARNING));
        }
        if (record.terms().stream().anyMatch(term -> term.is("ptr"))) {
            findings.add(Finding.of(Code.SPF_PTR, Verdict.WARNING));
        }
        List<String> ignored = all
                .map(term -> record.terms()
                        .subList(
                                record.terms().indexOf(term) + 1, record.terms().size()))
                .orElse(List.of())
                .stream()
                .filter(term -> !term.isModifier() || term.is("redirect"))
                .map(SpfRecord.Term::text)
                .toList();
        if (!ignored.isEmpty()) {
            findings.add(Finding.of(Code.SPF_AFTER_ALL, Verdict.WARNING, Zone.shown(String.join(" ", ignored))));
        }
        if (record.text().length() > LONG) {
            findings.add(
                    Finding.of(Code.SPF_LONG, Verdict.WARNING, record.text().length()));
        }
    }

    private @Nullable Finding aboutServer(Sender sender, SpfRecord record) {
        if (sender.isEnvelopeReplaced()) {
            return null;
        }
        Standing standing = new SpfServers(zone).standing(sender, domain, record);
        return switch (standing.place()) {
            case LISTED -> null;
            case UNKNOWN -> Finding.of(Code.SPF_SERVER_UNKNOWN, Verdict.UNKNOWN, standing.seen());
            case MISSING ->
                Finding.of(
                        Code.SPF_SERVER_MISSING,
                        needed ? Verdict.FAIL : Verdict.WARNING,
                        standing.seen(),
                        mechanisms(standing));
            case REFUSED -> Finding.of(Code.SPF_SERVER_MISSING, Verdict.FAIL, standing.seen(), mechanisms(standing));
        };
    }

    private static String mechanisms(Standing standing) {
        return String.join(" ", standing.mechanisms());
    }
}
