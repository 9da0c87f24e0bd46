package io.postern.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.testing.Databases;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tokens from the time when two could share a name. */
class ApiTokenNamesMigrationTests {

    @ParameterizedTest
    @EnumSource
    void theyStayGoodAndTheirNamesAreTaken(Databases.Kind kind) {
        DataSource database = new DriverManagerDataSource(kind.url(), kind.username(), "");
        Flyway.configure().dataSource(database).target("24").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        add(jdbc, "a", "Backup", null);
        add(jdbc, "b", "backup", null);
        add(jdbc, "c", "disk", "2026-01-01 00:00:00Z");
        add(jdbc, "d", "disk", "2026-01-02 00:00:00Z");

        Flyway.configure().dataSource(database).load().migrate();

        assertThat(jdbc.sql("select token_hash || ' ' || coalesce(name_key, '–') from api_token order by id")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("a –", "b backup", "c –", "d –");
        assertThatThrownBy(() -> jdbc.sql("update api_token set name_key = 'backup' where token_hash = 'c'")
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    private static void add(JdbcClient jdbc, String hash, String name, String revoked) {
        jdbc.sql("insert into api_token (token_hash, name, components, created_at, created_by, revoked_at)"
                        + " values (?, ?, '*', current_timestamp, 'root', cast(? as timestamp with time zone))")
                .params(hash, name, revoked)
                .update();
    }
}
