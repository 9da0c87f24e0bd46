package io.postern.database.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postern.PosternApplication;
import io.postern.database.StartRefused;
import io.postern.testing.Databases;
import io.postern.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Starts with what Postern can't work with: each says what is wrong and what to do, and no more. */
@ExtendWith(OutputCaptureExtension.class)
class StartRefusedIT {

    private static final String NONE = "jdbc:h2:mem:never";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
    void aDatabaseThatCantHoldUnicode(String encoding, CapturedOutput log) {
        assertRefused(Databases.encodedAs(encoding), "postgres");
        assertThat(log).contains("has the encoding " + encoding, "createdb --encoding=UTF8");
        assertNoTrace(log);
    }

    @Test
    void aDatabaseThatTakesNoWrites(CapturedOutput log) {
        String url = Databases.postgresql();
        sql(url, "alter database " + name(url) + " set default_transaction_read_only = on");
        assertRefused(url, "postgres");
        assertThat(log).contains("takes no writes: default_transaction_read_only is on", "Set it to off");
        assertNoTrace(log);
    }

    @Test
    void anAccountThatMayNotMakeTables(CapturedOutput log) {
        String url = Databases.postgresql();
        String account = "reader_of_" + name(url);
        sql(url, "create role " + account + " login");
        sql(url, "revoke create on schema public from public");
        assertRefused(withoutAccount(url), account);
        assertThat(log)
                .contains("The account " + account + " may not make tables in the schema public")
                .contains("grant usage, create on schema public to \"" + account + "\"");
        assertNoTrace(log);

        Databases.migrated(new DriverManagerDataSource(url, "postgres", ""));
        sql(url, "grant all on all tables in schema public to " + account);
        sql(url, "grant all on all sequences in schema public to " + account);
        try (ConfigurableApplicationContext started = start(withoutAccount(url), account)) {
            assertThat(started.isRunning()).as("where there is none to be made").isTrue();
        }
    }

    @Test
    void anAccountWithoutASchema(CapturedOutput log) {
        String url = Databases.postgresql();
        sql(url, "drop schema public");
        assertRefused(url, "postgres");
        assertThat(log).contains("has no schema that the account postgres may use");
        assertNoTrace(log);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db.example/postern?password=hidden, jdbc:mysql",
        "jdbc:oracle:thin:scott/hidden@db.example, jdbc:oracle",
        "postgres://scott:hidden@db.example/postern, postgres",
        "'', ''"
    })
    void aDatabaseOfAnotherProduct(String url, String product, CapturedOutput log) {
        assertRefused(url, "sa");
        assertThat(log).contains("spring.datasource.url is “" + product + "…”: that is neither PostgreSQL nor H2");
        assertThat(log.getAll()).doesNotContain("hidden");
        assertNoTrace(log);
    }

    @Test
    void aFileThatCantBeWritten(CapturedOutput log) throws IOException {
        assumeTrue(SmallDisk.canBeMounted(), "only root may mount a disk");
        String url = "jdbc:h2:file:" + folder.resolve("postern");
        try (SmallDisk disk = SmallDisk.mount(folder, 64)) {
            start(url, "sa").close();
            disk.makeReadOnly();
            assertRefused(url, "sa");
        }
        assertThat(log).contains("The file of the database " + url + " can’t be written", "mounted read-only");
        assertNoTrace(log);
    }

    @Test
    void anImmutableFile(CapturedOutput log) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("postern");
        start(url, "sa").close();
        assumeTrue(changesAttribute("+i"), "only root may make a file immutable");
        try {
            assertRefused(url, "sa");
        } finally {
            changesAttribute("-i");
        }
        assertThat(log).contains("The file of the database " + url + " can’t be written", "chattr -i");
        assertNoTrace(log);
    }

    @Test
    void aTemporaryFolderThatCantBeWritten(CapturedOutput log) throws IOException {
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        for (Path unusable : new Path[] {
            // Root writes where it may not.
            Files.isWritable(closed) ? Path.of("/proc") : closed, folder.resolve("missing")
        }) {
            String before = System.setProperty("java.io.tmpdir", unusable.toString());
            try {
                assertRefused(NONE, "sa");
            } finally {
                System.setProperty("java.io.tmpdir", before);
            }
            assertThat(log).contains("No file can be made in " + unusable, "-Djava.io.tmpdir=");
        }
        assertNoTrace(log);
    }

    @Test
    void aContextPathWithoutSlash(CapturedOutput log) {
        assertRefused(NONE, "sa", "--server.servlet.context-path=postern");
        assertThat(log).contains("server.servlet.context-path is “postern”", "Set it to /postern");
        assertNoTrace(log);
    }

    private boolean changesAttribute(String flag) throws IOException, InterruptedException {
        return new ProcessBuilder(
                                "chattr", flag, folder.resolve("postern.mv.db").toString())
                        .start()
                        .waitFor()
                == 0;
    }

    private static void assertRefused(String url, String account, String... further) {
        assertThatThrownBy(() -> start(url, account, further))
                .extracting(NestedExceptionUtils::getMostSpecificCause)
                .isInstanceOf(StartRefused.class);
    }

    private static void assertNoTrace(CapturedOutput log) {
        assertThat(log.getAll()).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
    }

    private static ConfigurableApplicationContext start(String url, String account, String... further) {
        return new SpringApplicationBuilder(PosternApplication.class)
                .properties("postern.secret-key=" + "ab".repeat(32))
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.datasource.url=" + url,
                                        "--spring.datasource.username=" + account,
                                        "--spring.main.banner-mode=off"),
                                Stream.of(further))
                        .toArray(String[]::new));
    }

    private static void sql(String url, String statement) {
        JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""))
                .sql(statement)
                .update();
    }

    private static String withoutAccount(String url) {
        return url.replaceAll("[?].*", "");
    }

    private static String name(String url) {
        return url.replaceAll(".*/([a-z0-9]+)[?].*", "$1");
    }
}
