package io.postern.mail.domain;

import io.postern.dns.DnsAnswer;
import io.postern.mail.domain.Finding.Code;
import io.postern.mail.domain.Finding.Publish;
import io.postern.mail.providers.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The DKIM keys whose names are known: those that signed a mail, and those that a provider gives all its customers. */
final class DkimCheck {

    private static final int MOST_KEYS = 8;
    private static final int SHORTEST = 1024;
    private static final int LONG_ENOUGH = 2048;

    private record Name(String domain, String selector, boolean seen) {

        String text() {
            return selector + "._domainkey." + domain;
        }
    }

    private final Zone zone;
    private final CheckedDomain checked;
    private final List<KnownSelectors.Selector> seen;
    private final Set<String> usable = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    DkimCheck(Zone zone, CheckedDomain checked, List<KnownSelectors.Selector> seen) {
        this.zone = zone;
        this.checked = checked;
        this.seen = seen;
        look();
    }

    List<Finding> findings() {
        return findings;
    }

    /** The domains that have a key with which a signature holds. */
    Set<String> signingDomains() {
        return usable;
    }

    private void look() {
        List<Name> names = Stream.concat(
                        seen.stream().map(each -> new Name(each.domain(), each.selector(), true)),
                        providers()
                                .map(Provider::records)
                                .flatMap(Stream::ofNullable)
                                .flatMap(records -> records.dkim().stream())
                                .map(selector -> new Name(checked.domain(), selector, false)))
                .filter(distinct())
                .limit(MOST_KEYS)
                .toList();
        List<Finding> doubtful = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Name name : names) {
            DnsAnswer<String> answer = zone.txt(name.text());
            List<String> keys = answer.values().stream().filter(DkimKey::isKey).toList();
            if (!answer.isKnown()) {
                findings.add(Finding.of(Code.DKIM_UNKNOWN, Verdict.UNKNOWN, name.text()));
            } else if (keys.isEmpty() && name.seen()) {
                findings.add(Finding.of(Code.DKIM_GONE, Verdict.FAIL, name.text()));
            } else if (keys.isEmpty()) {
                missing.add(name.text());
            } else if (keys.size() > 1) {
                findings.add(Finding.of(Code.DKIM_SEVERAL, Verdict.WARNING, name.text(), keys.size())
                        .showing(keys));
            } else {
                Finding key = key(name, DkimKey.parse(keys.get(0))).showing(keys);
                (name.seen() || key.verdict() != Verdict.FAIL ? findings : doubtful).add(key);
            }
        }
        // A provider changes between its keys: one that is not in use need not be good.
        findings.addAll(
                usable.contains(checked.domain())
                        ? doubtful.stream().map(DkimCheck::warning).toList()
                        : doubtful);
        addMissing(names, missing);
    }

    private static Predicate<Name> distinct() {
        Set<String> before = new TreeSet<>();
        return name -> before.add(name.text());
    }

    private void addMissing(List<Name> names, List<String> missing) {
        if (names.isEmpty()) {
            findings.add(Finding.of(Code.DKIM_NO_SELECTOR, Verdict.UNKNOWN, checked.domain()));
        } else if (findings.isEmpty()) {
            findings.add(Finding.of(
                    Code.DKIM_MISSING,
                    Verdict.WARNING,
                    providers().map(Provider::name).distinct().collect(Collectors.joining(", ")),
                    String.join(", ", missing)));
        }
    }

    private Stream<Provider> providers() {
        return checked.senders().stream()
                .map(CheckedDomain.Sender::provider)
                .filter(provider -> provider != null && provider.records() != null)
                .distinct();
    }

    private static Finding warning(Finding finding) {
        return new Finding(finding.code(), Verdict.WARNING, finding.arguments(), finding.evidence(), finding.publish());
    }

    private Finding key(Name name, DkimKey key) {
        if (key.isRevoked()) {
            return Finding.of(Code.DKIM_REVOKED, Verdict.FAIL, name.text());
        }
        if (key.isBroken()) {
            DkimKey right = key.withVersion();
            return Finding.of(Code.DKIM_BROKEN, Verdict.FAIL, name.text())
                    .curedBy(right.isBroken() ? null : new Publish(name.text(), "TXT", right.text()));
        }
        OptionalInt bits = key.rsaBits();
        if (bits.isPresent() && bits.getAsInt() < SHORTEST) {
            return Finding.of(Code.DKIM_SHORT, Verdict.FAIL, name.text(), bits.getAsInt());
        }
        if (key.isTest()) {
            return Finding.of(Code.DKIM_TEST, Verdict.WARNING, name.text())
                    .curedBy(new Publish(name.text(), "TXT", key.withoutTest()));
        }
        usable.add(name.domain());
        return bits.isPresent() && bits.getAsInt() < LONG_ENOUGH
                ? Finding.of(Code.DKIM_WEAK, Verdict.WARNING, name.text(), bits.getAsInt())
                : Finding.of(Code.DKIM_OK, Verdict.OK, name.text());
    }
}
