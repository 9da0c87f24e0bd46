package io.postern.database;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    DatabaseLocation databaseLocation(JdbcConnectionDetails connection) {
        return DatabaseLocation.of(connection.getJdbcUrl());
    }
}
