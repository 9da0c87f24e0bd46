package io.postern.database;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The database's clock, which all instances share. Leases, due times, limits and lifetimes in the database follow it.
 *
 * <p>Most calls ask nobody: PostgreSQL's clock is read every ten seconds, and in between this process's monotonic clock is added. It is
 * read again at once when the clock of this machine and its monotonic clock disagree, that is, after somebody set the clock or the
 * process was suspended. So the instances agree to some milliseconds, and a step of PostgreSQL's clock is noticed within ten seconds.
 * While PostgreSQL is away, the last reading goes on. The embedded database has the clock of this process.
 *
 * <p>It can go back, when somebody sets the database's clock back. {@link FutureRows} says what becomes of rows then.
 */
@FunctionalInterface
public interface DatabaseTime extends InstantSource {

    /** @throws org.springframework.dao.DataAccessException when the database is away and its clock was never read */
    @Override
    Instant instant();

    /** The same, asked of the database now: after a step of its clock, {@link #instant} may be wrong for ten seconds. */
    default Instant read() {
        return instant();
    }
}
