package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.postern.PosternApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The Dockerfile's own command, beside a process that is configured in one way or another. */
@EnabledOnOs(OS.LINUX)
class HealthCheckOfTheImageIT {

    private static final Pattern COMMAND = Pattern.compile("HEALTHCHECK [^\\[]*CMD (\\[.*])");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--server.servlet.context-path=/below --management.endpoints.web.base-path=/watch",
                "--server.address=127.0.0.2 --management.endpoints.web.path-mapping.health=vital",
                "--management.server.port=0 --management.server.base-path=/manage --server.servlet.context-path=/below"
            })
    void itFollowsPortAndPath(String configuration) throws Exception {
        Path file = folder.resolve("liveness");
        assertThat(check(file)).isNotZero();
        String[] options =
                ("--server.port=0 --spring.datasource.url=jdbc:h2:mem:health --postern.delivery.enabled=false"
                                + " --logging.level.root=warn --postern.liveness-address-file=" + file + " "
                                + configuration)
                        .strip()
                        .split(" ");
        try (ConfigurableApplicationContext running =
                new SpringApplicationBuilder(PosternApplication.class).run(options)) {
            assertThat(running.isRunning()).isTrue();
            assertThat(check(file)).as(Files.readString(file)).isZero();
            String line = Files.readString(file);
            Files.writeString(file, line.replace("/liveness", "/nowhere"));
            assertThat(check(file)).isNotZero();
            Files.writeString(file, line);
        }
        assertThat(check(file)).isNotZero();
    }

    private static int check(Path file) throws IOException, InterruptedException {
        Matcher command =
                COMMAND.matcher(Files.readString(Path.of("Dockerfile")).replace("\\\n", ""));
        assertThat(command.find()).isTrue();
        List<String> words = JsonPath.read(command.group(1), "$");
        ProcessBuilder process = new ProcessBuilder(words).redirectErrorStream(true);
        process.environment().put("POSTERN_LIVENESS_ADDRESS_FILE", file.toString());
        Process running = process.start();
        running.getInputStream().readAllBytes();
        return running.waitFor();
    }
}
