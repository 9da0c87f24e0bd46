package io.postern.mail.received;

import io.postern.mail.domain.Verdict;
import io.postern.mail.received.ReceivedLine.Encryption;
import io.postern.net.ShownText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By which way the message came: whether it was encrypted on each hop, and how long it took. */
final class RouteFindings {

    /** Longer is worth a word. Greylisting alone takes five minutes. */
    private static final Duration SLOW = Duration.ofMinutes(5);
    /** Clocks of servers may differ by so much without a word. */
    private static final Duration CLOCKS = Duration.ofSeconds(10);
    /** So long a server may look at a message before it takes it. */
    private static final Duration SCAN = Duration.ofMinutes(1);

    private final TrustBoundary boundary;
    private final @Nullable Instant accepted;

    /** @param accepted when the first server took the message, by our clock; null if that is not known */
    RouteFindings(TrustBoundary boundary, @Nullable Instant accepted) {
        this.boundary = boundary;
        this.accepted = accepted;
    }

    /**
     * A hop as the page shows it, the oldest first.
     *
     * @param delay in seconds, since the hop before; null if one of the two names no time. Negative if the clocks differ
     * @param entry whether the message entered the receiver here
     * @param believed whether the receiver wrote it. The others say what the sending side wrote
     */
    record Hop(
            String from,
            String by,
            String with,
            Encryption encryption,
            String tls,
            @Nullable Long delay,
            boolean entry,
            boolean believed) {

        public String encryptionKey() {
            return "mail.received.encryption." + encryption.name().toLowerCase(Locale.ROOT);
        }
    }

    List<Hop> hops() {
        List<Hop> hops = new ArrayList<>();
        List<ReceivedLine> lines = boundary.hops();
        Instant before = null;
        for (int i = lines.size() - 1; i >= 0; i--) {
            ReceivedLine line = lines.get(i);
            Instant at = line.at();
            Long delay = at == null || before == null
                    ? null
                    : Duration.between(before, at).toSeconds();
            hops.add(new Hop(
                    ShownText.of(line.from()),
                    ShownText.of(line.by()),
                    ShownText.of(line.with()),
                    line.encryption(),
                    line.tls(),
                    delay,
                    i == boundary.entry(),
                    i <= boundary.entry()));
            before = at == null ? before : at;
        }
        return hops;
    }

    List<Finding> all() {
        return List.of(encryption(), transit());
    }

    private Finding encryption() {
        List<ReceivedLine> clear = with(Encryption.CLEAR);
        List<ReceivedLine> outdated = with(Encryption.OUTDATED);
        if (!clear.isEmpty()) {
            return Finding.of(
                    "tls",
                    Verdict.WARNING,
                    "clear",
                    texts(clear),
                    clear.get(0).from(),
                    clear.get(0).by());
        }
        if (!outdated.isEmpty()) {
            return Finding.of(
                    "tls",
                    Verdict.WARNING,
                    "outdated",
                    texts(outdated),
                    outdated.get(0).by());
        }
        List<ReceivedLine> told = with(Encryption.ENCRYPTED);
        boolean entryTold = boundary.entryLine().filter(told::contains).isPresent();
        return entryTold
                ? Finding.of("tls", Verdict.OK, "encrypted", texts(told), told.size())
                : Finding.of("tls", Verdict.UNKNOWN, "untold", List.of());
    }

    private List<ReceivedLine> with(Encryption encryption) {
        return boundary.hops().stream()
                .filter(hop -> hop.encryption() == encryption)
                .toList();
    }

    private Finding transit() {
        List<Instant> times = boundary.hops().stream()
                .flatMap(hop -> Stream.ofNullable(hop.at()))
                .toList();
        Instant begin = accepted != null ? accepted : times.size() < 2 ? null : times.get(times.size() - 1);
        if (times.isEmpty() || begin == null) {
            return Finding.of("transit", Verdict.UNKNOWN, "untold", List.of());
        }
        Duration taken = Duration.between(begin, times.get(0));
        List<String> seen = List.of(begin + " → " + times.get(0));
        boolean backwards =
                hops().stream().map(Hop::delay).anyMatch(delay -> delay != null && delay < -CLOCKS.toSeconds());
        if (taken.compareTo(SCAN.negated()) < 0 || backwards) {
            return Finding.of("transit", Verdict.WARNING, "clocks", seen, slowestBackwards());
        }
        long seconds = Math.max(0, taken.toSeconds());
        return taken.compareTo(SLOW) > 0
                ? Finding.of("transit", Verdict.WARNING, "slow", seen, taken.toMinutes(), slowest())
                : Finding.of("transit", Verdict.OK, "quick", seen, seconds);
    }

    private String slowest() {
        return hops().stream()
                .filter(hop -> hop.delay() != null)
                .max((one, two) ->
                        Long.compare(Objects.requireNonNull(one.delay()), Objects.requireNonNull(two.delay())))
                .map(Hop::by)
                .orElse("–");
    }

    private String slowestBackwards() {
        return hops().stream()
                .filter(hop -> hop.delay() != null && hop.delay() < 0)
                .map(Hop::by)
                .findFirst()
                .orElseGet(() -> boundary.hops().get(0).by());
    }

    private static List<String> texts(List<ReceivedLine> hops) {
        return hops.stream().map(ReceivedLine::text).toList();
    }
}
