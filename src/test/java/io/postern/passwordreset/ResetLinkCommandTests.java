package io.postern.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PosternApplication;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class ResetLinkCommandTests {

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

        assertThat(run("nobody", database)).isEqualTo(1);
        assertThat(run("ada", database, "--postern.public-url=https://postern.example"))
                .isZero();
        String link = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("https://"))
                .findFirst()
                .orElseThrow();

        try (ConfigurableApplicationContext again = start(database)) {
            String token = link.substring(link.indexOf('=') + 1);
            assertThat(again.getBean(LinkTokens.class).find(LinkPurpose.RESET, token))
                    .isPresent();
        }
    }

    @Test
    void aNameIsNeeded() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--server.port=1")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("reset-link <username>");
    }

    private int run(String... arguments) {
        return new ResetLinkCommand(PosternApplication.class, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(PosternApplication.class)
                .properties("server.port=0", "server.address=127.0.0.1", "postern.delivery.enabled=false")
                .run(arguments);
    }
}
