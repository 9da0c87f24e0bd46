package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PosternApplication;
import io.postern.mail.page.MailSettingsFixture;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.worker.DeliveryFixture;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class RestartIT {

    private static final String ADDRESS = "root@postern.example";

    @Tag("case-42")
    @Test
    void aLinkOutlivesARestart(@TempDir Path folder) {
        try (ScriptedSmtpServer smtp = ScriptedSmtpServer.start()) {
            String path;
            Visitor before;
            try (ConfigurableApplicationContext first = start(folder)) {
                first.getBean(MailSettingsFixture.class).plain("127.0.0.1", smtp.port(), "postern@postern.example");
                assertThat(settings(first, "WRITE_DELAY"))
                        .as("each commit is written before it is acknowledged")
                        .containsOnly("0");
                before = visitor(first);
                before.submit("/forgot-password", Map.of("identifier", ADDRESS));
                first.getBean(DeliveryFixture.class).deliver();
                String text = smtp.acceptedFor(ADDRESS).get(0).text();
                path = text.replaceAll("(?s).*https://postern\\.example(/\\S+).*", "$1");
            }
            try (ConfigurableApplicationContext second = start(folder)) {
                Visitor owner = visitor(second);
                assertThat(owner.get(path).status()).isEqualTo(303);
                Visitor.Answer saved = owner.submit(
                        "/reset-password",
                        Map.of(
                                "password", ApplicationTest.NEW_PASSWORD,
                                "passwordConfirmation", ApplicationTest.NEW_PASSWORD));
                assertThat(saved.location()).isEqualTo("/login?reset");
                assertThat(owner.signIn(ADDRESS, ApplicationTest.NEW_PASSWORD).status())
                        .isEqualTo(303);
            }
        }
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(
                        PosternApplication.class,
                        MailSettingsFixture.class,
                        DeliveryFixture.class,
                        ApplicationTest.Replacements.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("postern"),
                        "--postern.public-url=https://postern.example",
                        "--postern.admin.username=" + ApplicationTest.ADMINISTRATOR,
                        "--postern.admin.email=" + ADDRESS,
                        "--postern.admin.password=" + ApplicationTest.PASSWORD,
                        "--postern.delivery.tick=1h");
    }

    private static List<String> settings(ConfigurableApplicationContext application, String name) {
        return application
                .getBean(JdbcClient.class)
                .sql("select setting_value from information_schema.settings where setting_name = ?")
                .param(name)
                .query(String.class)
                .list();
    }

    private static Visitor visitor(ConfigurableApplicationContext application) {
        return new Visitor(((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort());
    }
}
