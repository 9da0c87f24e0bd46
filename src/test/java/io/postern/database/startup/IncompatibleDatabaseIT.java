package io.postern.database.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.PosternApplication;
import io.postern.database.IncompatibleDatabase;
import io.postern.testing.Databases;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Starts on databases that this version can't bring up to date. */
@ExtendWith(OutputCaptureExtension.class)
class IncompatibleDatabaseIT {

    @ParameterizedTest
    @EnumSource
    void refusesDatabaseFromBeforeFirstRelease(Databases.Kind kind, CapturedOutput log) {
        String url = kind.url();
        DataSource database = Databases.load(dataSource(kind, url), "db/before-1.0/database.sql");
        List<String> before = content(database);

        start(kind, url);

        assertThat(log)
                .contains("is of a version before 1.0, which can’t be upgraded. Nothing was changed in it.")
                .contains("Start this version with an empty database")
                .doesNotContain("\tat ");
        assertThat(content(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void refusesDatabaseOfNewerVersion(Databases.Kind kind, CapturedOutput log) {
        String url = kind.url();
        DataSource database = Databases.migrated(dataSource(kind, url));
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql(
                        """
                        insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                            "installed_by", "execution_time", "success")
                        values (1000, '9.9.01', 'later', 'SQL', 'V9_9_01__later.sql', 'sa', 1, true)
                        """)
                .update();
        jdbc.sql("delete from queue_hold").update();
        List<String> before = content(database);

        start(kind, url);

        assertThat(log)
                .contains("was upgraded by a newer version of Postern: its schema is 9.9.01, and this version knows 1.")
                .contains("restore the backup from before the upgrade")
                .doesNotContain("\tat ");
        assertThat(content(database)).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from queue_hold")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static DataSource dataSource(Databases.Kind kind, String url) {
        return new DriverManagerDataSource(url, kind.username(), "");
    }

    /** The tables, and what ran to make them. */
    private static List<String> content(DataSource database) {
        return JdbcClient.create(database)
                .sql(
                        """
                        select lower(table_name) as line from information_schema.tables where lower(table_schema) = 'public'
                        union all select "version" || ' ' || "script" from "flyway_schema_history"
                        order by line
                        """)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static void start(Databases.Kind kind, String url) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(PosternApplication.class)
                        .run(
                                "--server.port=0",
                                "--spring.datasource.url=" + url,
                                "--spring.datasource.username=" + kind.username(),
                                "--spring.main.banner-mode=off"))
                .hasRootCauseInstanceOf(IncompatibleDatabase.class);
    }
}
