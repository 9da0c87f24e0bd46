package io.postern.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.stereotype.Component;

/** Whether the database can be asked at once, for what an answer can do without. */
@Component
public class ConnectionAvailability {

    private final HikariDataSource pool;

    ConnectionAvailability(HikariDataSource pool) {
        this.pool = pool;
    }

    /** False while all connections are in use, or the pool has none since the database is away: it would be waited for. */
    public boolean isAvailable() {
        return pool.getHikariPoolMXBean().getIdleConnections() > 0;
    }
}
