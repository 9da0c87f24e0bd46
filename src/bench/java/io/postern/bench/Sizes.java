package io.postern.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured, each by a system property.
 *
 * @param databases {@code bench.databases}: of {@code h2} and {@code postgresql}
 * @param parts {@code bench.parts}: of {@code requests}, {@code drain}, {@code far}, {@code history} and {@code alerts}
 * @param warmup {@code bench.warmup}: requests or mails that go before those that count; by then the compiler has nearly come to
 *     rest, which takes a processor until then
 * @param accepts {@code bench.accepts}: requests that are sent as fast as they are answered
 * @param connections {@code bench.connections}: on which these are sent
 * @param mails {@code bench.mails}: drained from the queue
 * @param farMails {@code bench.far-mails}: drained to a server that is far away; a tenth of them for those that are compared
 * @param rate {@code bench.rate}: arrivals a second, end to end
 * @param time {@code bench.seconds}: for which they arrive
 * @param history {@code bench.history}: rows of a long history
 * @param rounds {@code bench.rounds}: claims and pages that are timed
 * @param recording {@code bench.recording}: whether the application's flight recordings are kept
 */
record Sizes(
        List<String> databases,
        List<String> parts,
        int warmup,
        int accepts,
        int connections,
        int mails,
        int farMails,
        int rate,
        Duration time,
        int history,
        int rounds,
        boolean recording) {

    static final int SHORT_HISTORY = 1000;

    static Sizes given() {
        return new Sizes(
                List.of(System.getProperty("bench.databases", "h2,postgresql").split(",")),
                List.of(System.getProperty("bench.parts", "requests,drain,far,history,alerts")
                        .split(",")),
                Integer.getInteger("bench.warmup", 50_000),
                Integer.getInteger("bench.accepts", 15_000),
                Integer.getInteger("bench.connections", 4),
                Integer.getInteger("bench.mails", 20_000),
                Integer.getInteger("bench.far-mails", 5_000),
                Integer.getInteger("bench.rate", 200),
                Duration.ofSeconds(Integer.getInteger("bench.seconds", 60)),
                Integer.getInteger("bench.history", 1_000_000),
                Integer.getInteger("bench.rounds", 200),
                Boolean.getBoolean("bench.recording"));
    }

    int arrivals() {
        return Math.toIntExact(rate * time.toSeconds());
    }

    /** So many that the arrivals of one measurement all have an account of their own. */
    int users() {
        return Math.max(mails, arrivals());
    }
}
