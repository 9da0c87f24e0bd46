package io.postern.database.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.DatabaseTime;
import io.postern.testing.Databases;
import io.postern.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** PostgreSQL runs on the machine of the test, so its clock is the test's own. */
class DatabaseTimeIT {

    private static final Instant WRONG = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    void isThatOfPostgresqlEvenLateInATransaction() throws Exception {
        String url = Databases.postgresql();
        DriverManagerDataSource database = new DriverManagerDataSource(url, "postgres", "");
        JdbcClient jdbc = JdbcClient.create(database);
        DatabaseTime time = new UpkeepConfiguration().databaseTime(at(url), jdbc, new SettableClock(WRONG));
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(status -> {
            jdbc.sql("select pg_sleep(0.3)").query().listOfRows();
            assertThat(Duration.between(time.instant(), Instant.now()).abs()).isLessThan(Duration.ofMillis(200));
        });
    }

    @Test
    void isThatOfThisProcessForTheEmbeddedDatabase() {
        String url = Databases.h2();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, "sa", ""));
        assertThat(new UpkeepConfiguration()
                        .databaseTime(at(url), jdbc, new SettableClock(WRONG))
                        .instant())
                .isEqualTo(WRONG);
    }

    private static JdbcConnectionDetails at(String url) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return url;
            }
        };
    }
}
