package io.postern.mail.received;

import io.postern.mail.domain.Verdict;
import io.postern.mail.received.AuthenticationResults.Result;
import io.postern.mail.received.DomainNames.Alignment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the receiver found out by SPF, DKIM and DMARC, and whether it fits the address in From. */
final class AuthenticationFindings {

    private static final String UNSEEN = "unseen";
    private static final Pattern POLICY = Pattern.compile("(?i)\\bp(?:olicy)?=(\\w+)");
    private static final Pattern ACTION = Pattern.compile("(?i)o?(reject|quarantine|none)");

    private final AuthenticationEvidence evidence;
    private final @Nullable String from;

    /** @param from the domain in From, or null */
    AuthenticationFindings(AuthenticationEvidence evidence, @Nullable String from) {
        this.evidence = evidence;
        this.from = from;
    }

    List<Finding> all() {
        return List.of(spf(), dkim(), dmarc(), alignment(), others());
    }

    private Finding spf() {
        Optional<Result> worst = evidence.worst("spf");
        String value = worst.map(Result::value).orElse(UNSEEN);
        String domain = worst.map(AuthenticationFindings::spfDomain).orElse("");
        return switch (value) {
            case "pass" -> spf(Verdict.OK, "pass", domain);
            case "fail", "hardfail" -> spf(Verdict.FAIL, "fail", domain);
            case "softfail" -> spf(Verdict.FAIL, "softfail", domain);
            case "permerror" -> spf(Verdict.FAIL, "permerror", domain);
            case "temperror" -> spf(Verdict.UNKNOWN, "temperror", domain);
            case UNSEEN -> spf(Verdict.UNKNOWN, UNSEEN, domain);
            default -> spf(Verdict.WARNING, "none", domain);
        };
    }

    private Finding spf(Verdict verdict, String outcome, String domain) {
        return Finding.of("spf", verdict, outcome, said("spf"), shown(domain));
    }

    private Finding dkim() {
        List<Result> results = evidence.worstField("dkim");
        List<String> passed = passedSigners(results).toList();
        String signers =
                shown(String.join(", ", passed.isEmpty() ? signers(results).toList() : passed));
        if (results.isEmpty()) {
            return Finding.of("dkim", Verdict.UNKNOWN, UNSEEN, said("dkim"), signers);
        }
        if (!passed.isEmpty() || has(results, "pass")) {
            boolean own = from != null
                    && passed.stream().anyMatch(signer -> DomainNames.alignment(from, signer) != Alignment.NONE);
            return own
                    ? Finding.of("dkim", Verdict.OK, "pass", said("dkim"), signers)
                    : Finding.of("dkim", Verdict.WARNING, "other-domain", said("dkim"), signers, shown(from));
        }
        if (has(results, "fail") || has(results, "hardfail") || has(results, "permerror") || has(results, "policy")) {
            return Finding.of("dkim", Verdict.FAIL, "fail", said("dkim"), signers);
        }
        if (has(results, "temperror")) {
            return Finding.of("dkim", Verdict.UNKNOWN, "temperror", said("dkim"), signers);
        }
        return has(results, "none")
                ? Finding.of("dkim", Verdict.WARNING, "none", said("dkim"), signers)
                : Finding.of("dkim", Verdict.FAIL, "fail", said("dkim"), signers);
    }

    private Finding dmarc() {
        Optional<Result> worst = evidence.worst("dmarc");
        String value = worst.map(Result::value).orElse(UNSEEN);
        String policy = policy();
        return switch (value) {
            case "pass" -> dmarc(Verdict.OK, "pass");
            case "none" -> dmarc(Verdict.WARNING, "none");
            case "bestguesspass" -> dmarc(Verdict.WARNING, "none");
            case "temperror" -> dmarc(Verdict.UNKNOWN, "temperror");
            case UNSEEN -> dmarc(Verdict.UNKNOWN, UNSEEN);
            case "permerror" -> dmarc(Verdict.FAIL, "permerror");
            default ->
                dmarc(Verdict.FAIL, policy.equals("reject") || policy.equals("quarantine") ? "fail-" + policy : "fail");
        };
    }

    private Finding dmarc(Verdict verdict, String outcome) {
        return Finding.of("dmarc", verdict, outcome, said("dmarc"), shown(from));
    }

    /** What the domain asks receivers to do, as the receiver says; blank if it does not. */
    private String policy() {
        return evidence.all("dmarc").stream()
                .map(result -> {
                    Matcher action = ACTION.matcher(result.property("action"));
                    Matcher said = POLICY.matcher(result.comment());
                    return said.find()
                            ? said.group(1)
                            : action.matches() ? action.group(1) : result.property("policy.dmarc");
                })
                .map(policy -> policy.toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }

    private Finding alignment() {
        List<String> domains = Stream.concat(
                        passedSigners(evidence.worstField("dkim")),
                        evidence.worst("spf").stream()
                                .filter(spf -> spf.value().equals("pass"))
                                .map(AuthenticationFindings::spfDomain))
                .filter(domain -> !domain.isEmpty())
                .distinct()
                .toList();
        List<String> seen =
                domains.stream().map(domain -> domain + " / From: " + from).toList();
        boolean told = !evidence.all("dkim").isEmpty() || !evidence.all("spf").isEmpty();
        if (from == null || !told) {
            return Finding.of("alignment", Verdict.UNKNOWN, UNSEEN, seen, shown(from));
        }
        String shown = shown(String.join(", ", domains));
        List<Alignment> alignments = domains.stream()
                .map(domain -> DomainNames.alignment(from, domain))
                .toList();
        if (alignments.contains(Alignment.STRICT)) {
            return Finding.of("alignment", Verdict.OK, "strict", seen, from, shown);
        }
        if (alignments.contains(Alignment.RELAXED)) {
            return Finding.of("alignment", Verdict.OK, "relaxed", seen, from, shown);
        }
        if (alignments.contains(Alignment.PERHAPS)) {
            return Finding.of("alignment", Verdict.UNKNOWN, "perhaps", seen, from, shown);
        }
        if (domains.isEmpty()) {
            return Finding.of("alignment", Verdict.FAIL, "nothing", seen, from);
        }
        return Finding.of(
                "alignment", Verdict.FAIL, policy().equals("reject") ? "none-reject" : "none", seen, from, shown);
    }

    private Finding others() {
        List<String> contradictory = Stream.of("spf", "dkim", "dmarc")
                .filter(evidence::isContradictory)
                .toList();
        if (!evidence.forged().isEmpty()) {
            return Finding.of(
                    "results",
                    Verdict.WARNING,
                    "forged",
                    evidence.forged(),
                    evidence.forged().size());
        }
        if (!contradictory.isEmpty()) {
            List<String> said = contradictory.stream()
                    .flatMap(method -> said(method).stream())
                    .toList();
            return Finding.of("results", Verdict.WARNING, "contradictory", said, String.join(", ", contradictory));
        }
        return evidence.foreign().isEmpty()
                ? Finding.of("results", Verdict.OK, "none", List.of())
                : Finding.of(
                        "results",
                        Verdict.OK,
                        "foreign",
                        evidence.foreign(),
                        evidence.foreign().size());
    }

    /** The keys that signed this message, as far as the receiver says so: selector by signing domain. */
    Stream<Signature> signatures(ReceivedSource source) {
        return evidence.worstField("dkim").stream()
                .filter(result -> result.value().equals("pass"))
                .flatMap(result -> {
                    String domain = signer(result);
                    String selector = result.property("header.s");
                    return selector.isEmpty()
                            ? Signature.of(source, domain).stream()
                            : Stream.of(new Signature(domain, selector));
                })
                .filter(signature -> !signature.domain().isEmpty());
    }

    private List<String> said(String method) {
        return evidence.all(method).stream()
                .map(result -> result
                        + result.properties().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(property -> " " + property.getKey() + "=" + property.getValue())
                                .reduce("", String::concat))
                .toList();
    }

    private static boolean has(List<Result> results, String value) {
        return results.stream().anyMatch(result -> result.value().equals(value));
    }

    private static Stream<String> passedSigners(List<Result> results) {
        return signers(
                results.stream().filter(result -> result.value().equals("pass")).toList());
    }

    private static Stream<String> signers(List<Result> results) {
        return results.stream()
                .map(AuthenticationFindings::signer)
                .filter(domain -> !domain.isEmpty() && !domain.equals("none"))
                .distinct();
    }

    private static String signer(Result dkim) {
        String domain = dkim.property("header.d");
        return domainOf(domain.isEmpty() ? dkim.property("header.i") : domain);
    }

    private static String spfDomain(Result spf) {
        String sender = spf.property("smtp.mailfrom");
        return domainOf(sender.isEmpty() ? spf.property("smtp.helo") : sender);
    }

    private static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static String shown(@Nullable String domain) {
        return domain == null || domain.isEmpty() ? "–" : domain;
    }
}
