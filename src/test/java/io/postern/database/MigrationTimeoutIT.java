package io.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Databases;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The operator's URL bounds each wait by a second; one migration takes two. */
@DirtiesContext
@TestPropertySource(properties = "spring.flyway.locations=classpath:db/migration,classpath:db/slow")
class MigrationTimeoutIT extends ApplicationTest {

    @DynamicPropertySource
    static void impatient(DynamicPropertyRegistry properties) {
        String url = Databases.postgresql();
        properties.add("spring.datasource.url", () -> url + (url.contains("?") ? "&" : "?") + "socketTimeout=1");
        properties.add("spring.datasource.username", Databases.Kind.POSTGRESQL::username);
    }

    @Test
    void boundsStatementsByTheOperatorsUrlButNotMigrations() {
        assertThat(jdbc.sql("select count(*) from flyway_schema_history where version = '9000' and success")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        for (int connection = 0; connection < 10; connection++) {
            assertThatThrownBy(() -> jdbc.sql("select pg_sleep(2)").query().singleRow())
                    .as("also those that migrations used")
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }
}
