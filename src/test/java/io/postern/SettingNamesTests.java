package io.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.database.StartRefused;
import io.postern.web.TrustedProxies;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Names that are no settings, by the application's own start without what it starts. */
@ExtendWith(OutputCaptureExtension.class)
class SettingNamesTests {

    @ParameterizedTest
    @CsvSource({
        "postern.puplic-url, postern.public-url",
        "postern.token-lifetime, postern.password-reset.token-lifetime",
        "postern.mail.kerberos.key-tab-file, postern.mail.kerberos.keytab",
        "postern.delivery.tick.unit, postern.delivery.tick",
        "postern, postern."
    })
    void oneOnTheCommandLineEndsTheStart(String name, String nearest, CapturedOutput output) {
        assertThatThrownBy(() -> start(Map.of(), "--" + name + "=1")).isInstanceOf(StartRefused.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(name + " (commandLineArgs): the nearest is " + nearest)
                .contains("Action:")
                .doesNotContain("\tat ");
    }

    @Test
    void oneInAFileIsToldWithItsLine(@TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = folder.resolve("application.yaml");
        Files.writeString(file, "postern:\n  public-url: https://postern.example\n  sign-in:\n    dellay: 5m\n");

        assertThatThrownBy(() -> start(Map.of(), "--spring.config.additional-location=" + file))
                .isInstanceOf(StartRefused.class);

        assertThat(output)
                .contains("postern.sign-in.dellay (")
                .contains("application.yaml] - 4:13): the nearest is postern.sign-in.delay")
                .doesNotContain("public-url (");
    }

    @Test
    void whatKubernetesAddsIsNoSetting(CapturedOutput output) {
        Map<String, Object> environment = Map.of(
                "POSTERN_PORT", "tcp://10.0.0.1:8080",
                "POSTERN_PORT_8080_TCP_ADDR", "10.0.0.1",
                "POSTERN_SERVICE_HOST", "10.0.0.1",
                "POSTERN", "tcp://10.0.0.1",
                "POSTERN_METRICS", "tcp://10.0.0.2",
                "POSTERN_PUPLIC_URL", "https://mistake.example",
                "POSTERN_PUBLIC_URL", "https://postern.example",
                "POSTERN_SIGNIN_DELAY", "7m",
                "POSTERN_TRUSTED_PROXIES_0", "10.0.0.1");
        try (ConfigurableApplicationContext context = start(environment)) {
            assertThat(context.getBean(TrustedProxies.class).trustedProxies())
                    .singleElement()
                    .satisfies(network -> assertThat(network.contains(InetAddress.getByName("10.0.0.1")))
                            .isTrue());
            assertThat(context.getEnvironment().getProperty("postern.sign-in.delay"))
                    .isEqualTo("7m");
            assertThat(context.getEnvironment().getProperty("postern.port")).isNull();
        }
        assertThat(output)
                .contains("[POSTERN, POSTERN_METRICS, POSTERN_PORT, POSTERN_PORT_8080_TCP_ADDR, "
                        + "POSTERN_PUPLIC_URL (did you mean POSTERN_PUBLIC_URL?), POSTERN_SERVICE_HOST]");
    }

    private static ConfigurableApplicationContext start(Map<String, Object> variables, String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return new SpringApplicationBuilder(ConfigurationTests.Choices.class)
                .environment(environment)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }
}
