package io.postern.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.stereotype.Component;

/** Whether the database can be asked without waiting. For parts of an answer that can be left out. */
@Component
public class ConnectionAvailability {

    private final HikariDataSource pool;

    ConnectionAvailability(HikariDataSource pool) {
        this.pool = pool;
    }

    /** False while all connections are in use, or there are none because the database is away. */
    public boolean isAvailable() {
        return pool.getHikariPoolMXBean().getIdleConnections() > 0;
    }
}
