package io.postern.database.upkeep;

import io.postern.database.DatabaseTime;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class UpkeepConfiguration {

    @Bean
    DatabaseTime databaseTime(JdbcConnectionDetails connection, JdbcClient jdbc, Clock clock) {
        return connection.getJdbcUrl().startsWith("jdbc:postgresql:")
                ? new PostgresqlTime(() -> read(jdbc), clock, System::nanoTime)
                : clock::instant;
    }

    /** Not {@code current_timestamp}, which stands still within a transaction. */
    private static Instant read(JdbcClient jdbc) {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
