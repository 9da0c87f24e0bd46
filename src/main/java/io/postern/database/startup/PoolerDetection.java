package io.postern.database.startup;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Keeps the driver from preparing statements on the server behind a pooler such as PgBouncer. It may give each transaction another
 * connection, which does not know what was prepared on the first. The pooler shows when two connections share a process of the server,
 * or one connection changes its process.
 */
@Component
class PoolerDetection implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(PoolerDetection.class);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith("jdbc:postgresql:")
                && isBehindPooler(pool)) {
            log.info(
                    "A pooler gives each transaction a connection of its own: statements are not prepared on the server");
            pool.addDataSourceProperty("prepareThreshold", "0");
        }
        return bean;
    }

    private static boolean isBehindPooler(HikariDataSource pool) {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        putIfGiven(properties, "user", pool.getUsername());
        putIfGiven(properties, "password", pool.getPassword());
        try (Connection one = DriverManager.getConnection(pool.getJdbcUrl(), properties);
                Connection other = DriverManager.getConnection(pool.getJdbcUrl(), properties)) {
            int first = process(one);
            return process(other) == first || process(one) != first;
        } catch (SQLException away) {
            log.debug("The start will say why there is no connection", away);
            return false;
        }
    }

    private static void putIfGiven(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet process = statement.executeQuery("select pg_backend_pid()")) {
            process.next();
            return process.getInt(1);
        }
    }
}
