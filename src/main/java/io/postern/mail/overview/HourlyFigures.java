package io.postern.mail.overview;

import io.postern.database.DatabaseTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The figures of a day, hour by hour. Hours that are over are read once. The others are read by the key of the attempts, which grows with
 * their time, since an index of the time would cost each mail. Safe for use by several threads.
 */
@Component
class HourlyFigures {

    static final int HOURS = 24;

    private static final Duration HOUR = Duration.ofHours(1);

    /** An attempt may be noted so long after it was made. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** Reading that takes longer than this is done again only after it has rested for {@link #REST} times as long. */
    private static final Duration QUICK = Duration.ofMillis(250);

    private static final int REST = 20;

    private final JdbcClient jdbc;
    private final DatabaseTime clock;
    private final Map<Instant, Hour> over = new ConcurrentHashMap<>();
    private volatile @Nullable Reading last;

    /** Times are those of {@link System#nanoTime}. */
    private record Reading(List<Hour> day, long end, long took) {

        boolean isFresh() {
            return took > QUICK.toNanos() && System.nanoTime() - end < REST * took;
        }
    }

    HourlyFigures(JdbcClient jdbc, DatabaseTime clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The oldest first; the last one is the hour that runs. */
    List<Hour> lastDay() {
        Reading before = last;
        if (before != null && before.isFresh()) {
            return before.day();
        }
        long start = System.nanoTime();
        List<Hour> day = readDay();
        long end = System.nanoTime();
        last = new Reading(day, end, end - start);
        return day;
    }

    private List<Hour> readDay() {
        Instant now = clock.instant();
        Instant current = now.truncatedTo(ChronoUnit.HOURS);
        Instant first = current.minus(HOUR.multipliedBy(HOURS - 1));
        over.keySet().removeIf(hour -> hour.isBefore(first) || hour.isAfter(current));
        Instant unread = first;
        while (over.containsKey(unread)) {
            unread = unread.plus(HOUR);
        }
        Map<Instant, Hour> read = read(unread);
        List<Hour> day = new ArrayList<>();
        for (Instant hour = first; !hour.isAfter(current); hour = hour.plus(HOUR)) {
            Hour figures = over.getOrDefault(hour, read.getOrDefault(hour, Hour.empty(hour)));
            day.add(figures);
            if (hour.plus(HOUR).plus(LATE).isBefore(now)) {
                over.put(hour, figures);
            }
        }
        return day;
    }

    private Map<Instant, Hour> read(Instant from) {
        long first = firstAttempt(from.minus(LATE));
        Map<Instant, SortedMap<Integer, Integer>> accepted = new TreeMap<>();
        jdbc.sql(
                        """
                        select hour_number, step, count(*) from (
                            select floor(extract(epoch from a.attempted_at) / 3600) as hour_number, round(:steps
                                * ln(greatest(extract(epoch from (a.attempted_at - d.queued_at)), :shortest))) as step
                            from delivery_attempt a join delivery d on d.id = a.delivery_id
                            where a.id >= :first and a.attempted_at >= :from and a.problem is null) t
                        group by hour_number, step
                        """)
                .param("steps", Hour.STEPS)
                .param("shortest", Hour.SHORTEST)
                .param("first", first)
                .param("from", Timestamp.from(from))
                .query(row -> {
                    accepted.computeIfAbsent(start(row.getLong(1)), none -> new TreeMap<>())
                            .put(row.getInt(2), row.getInt(3));
                });
        Map<Instant, Integer> refused = refused(first, from);
        return Stream.concat(accepted.keySet().stream(), refused.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        hour -> hour,
                        hour -> new Hour(
                                hour, accepted.getOrDefault(hour, new TreeMap<>()), refused.getOrDefault(hour, 0))));
    }

    /** Mails that ended with their last attempt. */
    private Map<Instant, Integer> refused(long first, Instant from) {
        Map<Instant, Integer> refused = new TreeMap<>();
        jdbc.sql(
                        """
                        select hour_number, count(*) from (
                            select floor(extract(epoch from a.attempted_at) / 3600) as hour_number
                            from delivery_attempt a join delivery d on d.id = a.delivery_id
                            where a.id >= :first and a.attempted_at >= :from and a.problem is not null
                                and d.state = 'FAILED' and not exists (select 1 from delivery_attempt later
                                    where later.delivery_id = a.delivery_id and later.id > a.id)) t
                        group by hour_number
                        """)
                .param("first", first)
                .param("from", Timestamp.from(from))
                .query(row -> {
                    refused.put(start(row.getLong(1)), row.getInt(2));
                });
        return refused;
    }

    /** The key of the first attempt since then. */
    long firstAttempt(Instant since) {
        long low = 0;
        long high = 1
                + jdbc.sql("select coalesce(max(id), 0) from delivery_attempt")
                        .query(Long.class)
                        .single();
        while (low < high) {
            long middle = low + (high - low) / 2;
            boolean early = jdbc.sql("select attempted_at from delivery_attempt where id >= ? order by id"
                            + " fetch first 1 rows only")
                    .param(middle)
                    .query((row, number) -> row.getTimestamp(1).toInstant())
                    .optional()
                    .filter(at -> at.isBefore(since))
                    .isPresent();
            low = early ? middle + 1 : low;
            high = early ? high : middle;
        }
        return low;
    }

    private static Instant start(long hourNumber) {
        return Instant.EPOCH.plus(HOUR.multipliedBy(hourNumber));
    }
}
