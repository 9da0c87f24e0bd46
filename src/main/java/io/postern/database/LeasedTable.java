package io.postern.database;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * A table of work that all instances share. A row waits (QUEUED) until it is due. Then an owner claims it (SENDING) under a lease, and
 * finishes it or puts it back. A lease ends by the database's clock, so that others take over from an owner that died.
 *
 * <p>The table has the columns id, state, queued_at, due_at, expires_at, lease_owner and lease_until.
 *
 * @param <R> a row
 */
@Transactional
public abstract class LeasedTable<R> {

    /** The condition of each change by an owner: one that lost its lease changes nothing. */
    protected static final String MINE = "id = :id and state = 'SENDING' and lease_owner = :owner";

    /** What each statement sets that ends a lease. */
    protected static final String NO_LEASE = "lease_owner = null, lease_until = null";

    private static final Duration LEASE = Duration.ofSeconds(60);
    /** More than any clock runs ahead by itself between two looks. */
    private static final Duration LEAP = Duration.ofSeconds(5);

    private static final String DUE = "state = 'QUEUED' and due_at <= :now";

    protected final JdbcClient jdbc;
    protected final DatabaseTime clock;
    private final String table;
    private final String columns;
    private final RowMapper<R> mapper;
    private final AtomicReference<@Nullable Look> lastLook = new AtomicReference<>();

    /** @param columns what the mapper reads, id among it */
    protected LeasedTable(JdbcClient jdbc, DatabaseTime clock, String table, String columns, RowMapper<R> mapper) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.table = table;
        this.columns = columns;
        this.mapper = mapper;
    }

    /** Which claimed rows may be put back, as a condition in SQL. */
    protected String unfinished() {
        return "state = 'SENDING'";
    }

    /** How many rows are due, counted to {@code most}. */
    public int due(int most) {
        return jdbc.sql("select count(*) from (select 1 from %s where %s fetch first :most rows only) some_due"
                        .formatted(table, DUE))
                .param("now", now())
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /**
     * Claims up to {@code most} due rows; other owners skip them. Their keys are read first, and then they are locked by key, since H2
     * locks every row that it sorts.
     *
     * @param which a condition in SQL, and how the rows that it selects are ordered
     */
    protected List<R> claim(UUID owner, int most, String which, String order) {
        Map<Object, R> claimed = new LinkedHashMap<>();
        int seen = 0;
        boolean more = true;
        while (more) {
            int wanted = most - claimed.size();
            List<Object> page = page(which, order, seen, wanted);
            Map<Object, R> locked = lock(page);
            page.stream().filter(locked::containsKey).forEach(id -> claimed.put(id, locked.get(id)));
            seen += page.size();
            more = page.size() == wanted && claimed.size() < most;
        }
        if (!claimed.isEmpty()) {
            jdbc.sql("update %s set state = 'SENDING', lease_owner = :owner, lease_until = :end where id in (:ids)"
                            .formatted(table))
                    .param("owner", owner)
                    .param("end", leaseEnd())
                    .param("ids", claimed.keySet())
                    .update();
        }
        return List.copyOf(claimed.values());
    }

    private List<Object> page(String which, String order, int from, int most) {
        return jdbc.sql("select id from %s where %s and %s order by %s offset :from rows fetch first :most rows only"
                        .formatted(table, which, DUE, order))
                .param("now", now())
                .param("from", from)
                .param("most", most)
                .query((row, number) -> row.getObject(1))
                .list();
    }

    private Map<Object, R> lock(List<Object> ids) {
        Map<Object, R> locked = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select %s from %s where id in (:ids) and %s for update skip locked"
                            .formatted(columns, table, DUE))
                    .param("ids", ids)
                    .param("now", now())
                    .query(row -> {
                        locked.put(row.getObject("id"), mapper.mapRow(row, row.getRow()));
                    });
        }
        return locked;
    }

    public void renewLease(UUID owner) {
        jdbc.sql("update %s set lease_until = ? where state = 'SENDING' and lease_owner = ?".formatted(table))
                .params(leaseEnd(), owner)
                .update();
    }

    /** Puts back what an owner gives up, due as it was. */
    public void release(UUID owner) {
        putBack("lease_owner = ?", owner);
    }

    /**
     * Puts back what an owner that died had claimed. If the database's clock leapt ahead since the last look, the leases of owners that
     * live seem to have run out as well: nothing is put back then, and they renew them until the next look.
     */
    public int reclaim() {
        Look look = new Look(clock.instant(), System.nanoTime());
        Look last = lastLook.getAndSet(look);
        return last != null && look.leaptAheadOf(last) ? 0 : putBack("lease_until < ?", now());
    }

    /** Puts back everything claimed; only for a database that no other process can have open. */
    public int reclaimAll() {
        return putBack("true");
    }

    private int putBack(String which, Object... values) {
        return jdbc.sql("update %s set state = 'QUEUED', %s where %s and %s"
                        .formatted(table, NO_LEASE, unfinished(), which))
                .params(values)
                .update();
    }

    /** Locks waiting rows past their life until the transaction ends; other instances skip them. */
    public List<R> lockExpired(int most) {
        return jdbc.sql(
                        "select %s from %s where state = 'QUEUED' and expires_at <= :now fetch first :most rows only for update skip locked"
                                .formatted(columns, table))
                .param("now", now())
                .param("most", most)
                .query(mapper)
                .list();
    }

    /** The database's time, and this process's own measure of it. */
    private record Look(Instant database, long nanos) {

        boolean leaptAheadOf(Look earlier) {
            Duration passed = Duration.ofNanos(nanos - earlier.nanos);
            return Duration.between(earlier.database, database).minus(passed).compareTo(LEAP) > 0;
        }
    }

    private Timestamp leaseEnd() {
        return Timestamp.from(clock.instant().plus(LEASE));
    }

    protected final Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
