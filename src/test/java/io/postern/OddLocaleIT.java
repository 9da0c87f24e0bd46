package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Instance;
import io.postern.testing.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where this machine stands says nothing about what is stored: another may read it. */
class OddLocaleIT {

    private static final List<String> TURKISH =
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Tehran");

    @TempDir
    private Path folder;

    @Test
    void aPasswordThatWasHashedInTurkeyIsKnownElsewhere() {
        String database = "jdbc:h2:file:" + folder.resolve("postern");
        try (Instance turkish = Instance.start(
                TURKISH,
                Map.of(
                        "spring.datasource.url",
                        database,
                        "postern.admin.username",
                        ApplicationTest.ADMINISTRATOR,
                        "postern.admin.email",
                        "root@postern.example",
                        "postern.admin.password",
                        ApplicationTest.PASSWORD))) {
            turkish.awaitReady();
            Visitor visitor = new Visitor(turkish.port());
            assertThat(visitor.signIn(ApplicationTest.ADMINISTRATOR, ApplicationTest.PASSWORD)
                            .status())
                    .isEqualTo(303);
            assertThat(turkish.log()).doesNotContain(" WARN ", " ERROR ");
            turkish.stop();
        }
        assertThat(JdbcClient.create(new DriverManagerDataSource(database, "sa", ""))
                        .sql("select password_hash from users")
                        .query((row, number) -> row.getString(1))
                        .list())
                .singleElement()
                .asString()
                .startsWith("$argon2id$");
    }
}
