package io.postern.mail.received;

import io.postern.mail.arrival.Arrivals;
import io.postern.mail.arrival.Arrivals.SentTest;
import io.postern.mail.domain.Verdict;
import io.postern.mail.message.MessageIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the source of a message that arrived. Nothing in it is fetched or looked up, so its writer learns nothing. */
@Component
class ReceivedCheck {

    /** In bytes, however its lines end. */
    static final int LONGEST = 256 * 1024;

    /** Where our Message-ID is. Some providers put in one of their own, and keep ours beside it. */
    private static final List<String> MESSAGE_IDS =
            List.of("message-id", "x-google-original-message-id", "x-microsoft-original-message-id");

    private static final int MOST_KEYS = 5;

    private final MessageIds messageIds;
    private final Arrivals arrivals;
    private final SeenSelectors selectors;

    ReceivedCheck(MessageIds messageIds, Arrivals arrivals, SeenSelectors selectors) {
        this.messageIds = messageIds;
        this.arrivals = arrivals;
        this.selectors = selectors;
    }

    sealed interface Outcome permits Refused, Report {}

    /** There is nothing to find out. */
    record Refused(String messageKey) implements Outcome {}

    /**
     * What was found.
     *
     * @param hops the oldest first
     * @param keys those that signed it, as far as the receiver says so
     */
    record Report(List<Finding> findings, List<RouteFindings.Hop> hops, List<Signature> keys) implements Outcome {}

    Outcome check(String source) {
        if (source.isBlank()) {
            return refused("empty");
        }
        if (source.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return refused("too-large");
        }
        if (source.chars().anyMatch(ReceivedCheck::isBinary)) {
            return refused("binary");
        }
        Optional<ReceivedSource> read = ReceivedSource.parse(source);
        if (read.isEmpty()) {
            return refused("no-message");
        }
        List<String> ids = MESSAGE_IDS.stream()
                .flatMap(name -> read.get().values(name).stream())
                .toList();
        if (ids.isEmpty()) {
            return refused("no-message-id");
        }
        if (!messageIds.canRecognize()) {
            return refused("no-key");
        }
        return ids.stream()
                .flatMap(id -> messageIds.recognize(id).stream())
                .findFirst()
                .<Outcome>map(id -> report(read.get(), id))
                .orElseGet(() -> refused("not-ours"));
    }

    private Report report(ReceivedSource source, UUID id) {
        Optional<SentTest> test = arrivals.find(id);
        Report report = read(
                source,
                test.map(sent -> sent.host().toLowerCase(Locale.ROOT)).orElse(null),
                test.map(SentTest::accepted).orElse(null));
        source.fromDomain().ifPresent(domain -> report.keys()
                .forEach(key -> selectors.remember(domain, key.domain(), key.selector())));
        return report;
    }

    /**
     * What the message tells.
     *
     * @param tested the host that it was given to, in lower case; null if that is not known
     * @param accepted when that was; null if that is not known
     */
    static Report read(ReceivedSource source, @Nullable String tested, @Nullable Instant accepted) {
        TrustBoundary boundary = TrustBoundary.of(source, tested);
        AuthenticationEvidence evidence = AuthenticationEvidence.of(source, boundary);
        AuthenticationFindings authentication =
                new AuthenticationFindings(evidence, source.fromDomain().orElse(null));
        RouteFindings route = new RouteFindings(boundary, accepted);
        List<Finding> findings = new ArrayList<>();
        findings.add(entry(boundary));
        findings.addAll(authentication.all());
        findings.addAll(route.all());
        findings.add(new JunkFinding(boundary).find());
        return new Report(
                List.copyOf(findings),
                route.hops(),
                authentication.signatures(source).limit(MOST_KEYS).toList());
    }

    /** What the rest relies on. */
    private static Finding entry(TrustBoundary boundary) {
        return boundary.entryLine()
                .map(line -> Finding.of("entry", Verdict.OK, "found", List.of(line.text()), line.by()))
                .orElseGet(() -> Finding.of("entry", Verdict.UNKNOWN, "missing", List.of()));
    }

    private static Refused refused(String why) {
        return new Refused("mail.received.refused." + why);
    }

    private static boolean isBinary(int character) {
        return character < ' ' && character != '\n' && character != '\r' && character != '\t' && character != '\f';
    }
}
