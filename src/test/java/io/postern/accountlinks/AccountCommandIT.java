package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PosternApplication;
import io.postern.testing.Databases;
import io.postern.testing.Instance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AccountCommandIT {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @BeforeEach
    void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void whoIsLockedOutGetsALinkOnTheConsole() {
        String database = "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("postern");
        start(database, "--postern.admin.username=ada", "--postern.admin.password=violet tractor under glass")
                .close();

        Path liveness = folder.resolve("liveness");
        System.setProperty("postern.liveness-address-file", liveness.toString());
        try {
            assertThat(run("nobody", database)).isEqualTo(1);
            assertThat(run("ada", database, "--postern.public-url=https://postern.example"))
                    .isZero();
        } finally {
            System.clearProperty("postern.liveness-address-file");
        }
        assertThat(liveness).as("which is that of the running process").doesNotExist();

        try (ConfigurableApplicationContext again = start(database)) {
            assertThat(again.getBean(LinkTokens.class).find(LinkPurpose.RESET, printedToken()))
                    .isPresent();
        }
    }

    @Tag("case-131")
    @Test
    void theLastAdministratorGetsInWithoutTheLostFactor() {
        String database = "--spring.datasource.url=" + Databases.h2();
        try (ConfigurableApplicationContext running = start(
                database, "--postern.admin.username=ada", "--postern.admin.password=violet tractor under glass")) {
            JdbcClient jdbc = running.getBean(JdbcClient.class);
            assertThat(run("reset-factors", new String[] {"ada", database})).isEqualTo(1);
            jdbc.sql("update users set second_factor = true").update();
            jdbc.sql("insert into recovery_code (user_id, code_hash) select id, 'x' from users")
                    .update();

            assertThat(run("reset-factors", new String[] {"ada", database})).isZero();

            assertThat(jdbc.sql(
                                    "select count(*) from users where second_factor or exists (select 1 from recovery_code)")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(jdbc.sql("select actor || ' ' || subject from audit_line where action = 'signin.audit.reset'")
                            .query(String.class)
                            .list())
                    .containsExactly("system ada");
            assertThat(jdbc.sql("select reference from delivery where kind = 'second-factor'")
                            .query(String.class)
                            .list())
                    .containsExactly("reset");
        }
    }

    @Test
    void makesAnAuditedLinkBesideARunningProcess() {
        String[] postgresql = {
            "--spring.datasource.url=" + Databases.postgresql(), "--spring.datasource.username=postgres"
        };
        try (ConfigurableApplicationContext running = start(
                postgresql[0],
                postgresql[1],
                "--postern.admin.username=ada",
                "--postern.admin.password=violet tractor under glass")) {
            assertThat(run("ada", postgresql[0], postgresql[1], "--postern.public-url=https://postern.example"))
                    .isZero();

            assertThat(running.getBean(LinkTokens.class).find(LinkPurpose.RESET, printedToken()))
                    .isPresent();
            assertThat(running.getBean(JdbcClient.class)
                            .sql("select actor || ' ' || subject from audit_line where action = ?")
                            .param("accountlinks.audit.one-time-link")
                            .query((row, number) -> row.getString(1))
                            .list())
                    .containsExactly("system ada");
        }
    }

    @Test
    void anEmbeddedDatabaseInUseIsSaidInASentence() {
        String database = "jdbc:h2:file:" + folder.resolve("postern") + ";WRITE_DELAY=0";
        Instance running = Instance.start(Map.of("spring.datasource.url", database));
        try {
            running.awaitReady();
            assertThat(run("ada", "--spring.datasource.url=" + database)).isEqualTo(1);
        } finally {
            running.close();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("A running Postern is using the database. Stop it, run this command again, then start it.");
    }

    @Test
    void saysThatDatabaseIsFromBeforeFirstRelease() {
        String database = Databases.h2();
        Databases.load(new DriverManagerDataSource(database, "sa", ""), "db/before-1.0/database.sql");

        assertThat(run("ada", "--spring.datasource.url=" + database)).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(
                        "The database is of a version before 1.0, which can’t be upgraded. Nothing was changed in it.");
    }

    @Test
    void whyNothingStartsIsSaid() {
        assertThat(run("ada", "--spring.datasource.url=" + Databases.h2(), "--postern.sign-in.delay=5"))
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("postern.sign-in.delay: a duration needs its unit");
    }

    @Test
    void saysWhyNothingStartsWithAnotherDatabase() {
        assertThat(run("ada", "--spring.datasource.url=jdbc:mysql://db.example/postern"))
                .isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("that is neither PostgreSQL nor H2", "jdbc:postgresql://<host>/<database>");
    }

    @Test
    void aNameIsNeeded() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--server.port=1")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("reset-link <username>");
    }

    private String printedToken() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("https://postern.example/reset-password?token="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    private int run(String... arguments) {
        return run("reset-link", arguments);
    }

    private int run(String command, String[] arguments) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new AccountCommand(command, PosternApplication.class, out).run(arguments);
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(PosternApplication.class)
                .properties("server.port=0", "server.address=127.0.0.1", "postern.delivery.enabled=false")
                .run(arguments);
    }
}
