package io.postern.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** Gives a migration's statements more time than a request's: one may rewrite a large table. */
@Component
class MigrationTimeout implements FlywayConfigurationCustomizer {

    private static final Duration LONGEST_STATEMENT = Duration.ofHours(1);

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.dataSource(new DelegatingDataSource(configuration.getDataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                return extended(super.getConnection());
            }
        });
    }

    /** The pool restores the timeout when it gets the connection back. */
    private static Connection extended(Connection connection) throws SQLException {
        int millis = connection.getNetworkTimeout();
        // 0 means no limit: H2, or the operator's choice.
        if (millis > 0) {
            connection.setNetworkTimeout(Runnable::run, Math.max(millis, (int) LONGEST_STATEMENT.toMillis()));
        }
        return connection;
    }
}
