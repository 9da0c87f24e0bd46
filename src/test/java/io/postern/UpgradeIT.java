package io.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.testing.Databases;
import io.postern.testing.Visitor;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Upgrades the database of 1.0, which is kept as plain SQL for both databases. A start fails when somebody edited a migration that was
 * released: Flyway compares its checksum with the one in the history.
 */
class UpgradeIT {

    private static final String[] RELEASED = {"db/1.0/schema.sql", "db/1.0/rows.sql", "db/1.0/history.sql"};

    @ParameterizedTest
    @EnumSource
    void readsRowsOfFirstRelease(Databases.Kind kind) {
        String url = kind.url();
        load(kind, url);
        try (ConfigurableApplicationContext upgraded = start(kind, url)) {
            Visitor root =
                    new Visitor(Integer.parseInt(upgraded.getEnvironment().getRequiredProperty("local.server.port")));
            assertThat(root.signIn("root", "violet tractor under glass").status())
                    .isEqualTo(303);
            assertThat(text(root, "/users")).contains("anna", "Anna Blum", "anna@corp.example", "berta");
            assertThat(text(root, "/profile")).contains("root@elsewhere.example");
            assertThat(form(root, "/settings/mail"))
                    .containsEntry("host", "smtp.corp.example")
                    .containsEntry("port", "2525")
                    .containsEntry("maxPerMinute", "60");
            assertThat(root.get("/settings/mail").page().select("[data-warning=secret-unreadable]"))
                    .isEmpty();
            assertThat(form(root, "/settings/alerts")).containsEntry("digestTime", "06:30");
            assertThat(form(root, "/settings/webhooks/1"))
                    .containsEntry("url", "https://hooks.example/secret-path")
                    .containsEntry("format", "STANDARD")
                    .containsEntry("severity", "ERROR");
            assertThat(text(root, "/deliveries")).contains("anna@corp.example", "berta@corp.example");
            assertThat(text(root, "/deliveries/1")).contains("250 2.0.0 taken");
            assertThat(text(root, "/alerts")).contains("The backup of db1 failed");
            assertThat(text(root, "/audit")).contains("198.51.100.4");
            assertThat(text(root, "/settings/api-tokens")).contains("Old backup");
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesTablesOfNewDatabase(Databases.Kind kind) {
        assertThat(definitions(Databases.migrated(load(kind, kind.url()))))
                .isEqualTo(definitions(Databases.migrated(kind)));
    }

    @ParameterizedTest
    @EnumSource
    void refusesEditedMigration(Databases.Kind kind) {
        DataSource database = load(kind, kind.url());
        JdbcClient.create(database)
                .sql("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1.0.05'")
                .update();
        assertThatThrownBy(() -> Databases.migrated(database))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("checksum mismatch for migration version 1.0.05");
    }

    private static String text(Visitor visitor, String path) {
        return visitor.get(path).page().text();
    }

    private static Map<String, String> form(Visitor visitor, String path) {
        return Visitor.filled(visitor.get(path), path, Map.of());
    }

    private static DataSource load(Databases.Kind kind, String url) {
        DataSource database = new DriverManagerDataSource(url, kind.username(), "");
        for (String script : RELEASED) {
            Databases.load(database, script);
        }
        return database;
    }

    /** Columns, constraints and what they check; without Flyway's own table. */
    private static List<String> definitions(DataSource database) {
        return JdbcClient.create(database)
                .sql(
                        """
                        select lower(table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                            || coalesce(column_default, '-') || ' ' || coalesce(character_maximum_length, 0)) as line
                        from information_schema.columns where lower(table_schema) = 'public'
                            and table_name <> 'flyway_schema_history'
                        union all
                        select lower(table_name || ' ' || constraint_type || ' ' || constraint_name)
                        from information_schema.table_constraints where lower(table_schema) = 'public'
                            and table_name <> 'flyway_schema_history'
                            and constraint_name not like 'CONSTRAINT%' and constraint_name not like '%not_null'
                        union all
                        select lower(check_clause) from information_schema.check_constraints
                        where lower(constraint_schema) = 'public' and check_clause not like '%IS NOT NULL'
                        order by line
                        """)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static ConfigurableApplicationContext start(Databases.Kind kind, String url) {
        return new SpringApplicationBuilder(PosternApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + kind.username(),
                        "--postern.secret-key=" + "1".repeat(64),
                        "--postern.delivery.enabled=false",
                        "--postern.alerts.tick=1h",
                        "--postern.webhook.tick=1h");
    }
}
