package io.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who can read what the embedded database writes. */
class DatabaseFilePermissionsTests {

    @TempDir
    Path folder;

    @Test
    void keepsANewDatabasePrivateFromTheFirstMoment() throws IOException {
        try (HikariDataSource pool = pool("data/postern", "")) {
            assertThat(rights("data/postern.mv.db")).isEqualTo("rw-------");
            JdbcClient.create(pool).sql("create table kept (id int)").update();
        }

        assertThat(rights("data/postern.mv.db")).isEqualTo("rw-------");
        assertThat(rights("data")).isEqualTo("rwx------");
    }

    @Test
    void makesAnOlderDatabasePrivateAndKeepsItsData() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwxr-x---"));
        try (HikariDataSource pool = bare("data/postern", "")) {
            JdbcClient.create(pool).sql("create table kept (id int)").update();
        }
        Files.writeString(folder.resolve("data/postern.trace.db"), "insert into …");
        open("data/postern.mv.db");
        open("data/postern.trace.db");

        try (HikariDataSource pool = pool("data/postern", "")) {
            assertThat(JdbcClient.create(pool)
                            .sql("select count(*) from kept")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
        assertThat(rights("data/postern.mv.db")).isEqualTo("rw-------");
        assertThat(rights("data/postern.trace.db")).isEqualTo("rw-------");
        assertThat(rights("data")).as("somebody else's choice").isEqualTo("rwxr-x---");
    }

    @Test
    void aDatabaseThatHasToBeThereIsNotMade() {
        try (HikariDataSource pool = pool("elsewhere/postern", ";ifexists=true")) {
            assertThatThrownBy(pool::getConnection).hasStackTraceContaining("not found");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDatabaseInMemoryLeavesNothing() {
        new DatabaseFilePermissions().postProcessAfterInitialization(at("jdbc:h2:mem:x"), "dataSource");

        assertThat(folder).isEmptyDirectory();
    }

    private HikariDataSource pool(String path, String options) {
        HikariDataSource pool = bare(path, options);
        assertThat(new DatabaseFilePermissions().postProcessAfterInitialization(pool, "dataSource"))
                .isSameAs(pool);
        return pool;
    }

    private HikariDataSource bare(String path, String options) {
        return at("jdbc:h2:file:" + folder.resolve(path) + options);
    }

    private static HikariDataSource at(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("sa");
        pool.setPassword("");
        return pool;
    }

    private void open(String path) throws IOException {
        Files.setPosixFilePermissions(folder.resolve(path), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private String rights(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }
}
