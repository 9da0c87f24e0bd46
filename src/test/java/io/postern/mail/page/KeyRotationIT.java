package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.PosternApplication;
import io.postern.mail.account.Credentials;
import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.settings.Forms;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettingsService;
import io.postern.testing.Databases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.validation.SimpleErrors;

/** The stored password through one start after another, each with the keys that the operator gave. */
class KeyRotationIT {

    private static final String OLD = "1".repeat(64);
    private static final String NEW = "2".repeat(64);

    @ParameterizedTest
    @EnumSource
    void resealsWithTheNewKey(Databases.Kind kind) {
        String url = kind.url();
        String sealed;
        try (ConfigurableApplicationContext first = start(kind, url, "--postern.secret-key=" + OLD)) {
            save(first);
            sealed = sealed(first);
        }
        try (ConfigurableApplicationContext rotating =
                start(kind, url, "--postern.secret-key=" + NEW, "--postern.secret-key-previous=" + OLD)) {
            assertThat(password(rotating)).isEqualTo("s3cret-Passw0rd");
            assertThat(sealed(rotating)).isNotEqualTo(sealed);
        }
        try (ConfigurableApplicationContext rotated = start(kind, url, "--postern.secret-key=" + NEW)) {
            assertThat(password(rotated)).isEqualTo("s3cret-Passw0rd");
        }
        try (ConfigurableApplicationContext back = start(kind, url, "--postern.secret-key=" + OLD)) {
            assertThat(back.getBean(ActiveAccount.class).current()).isInstanceOf(ActiveAccount.SecretUnreadable.class);
        }
    }

    private static ConfigurableApplicationContext start(Databases.Kind kind, String url, String... keys) {
        List<String> usual = List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + kind.username(),
                "--spring.main.banner-mode=off",
                "--server.port=0",
                "--postern.setup.token=not-needed-in-this-test");
        return new SpringApplicationBuilder(PosternApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(Stream.concat(usual.stream(), Stream.of(keys)).toArray(String[]::new));
    }

    private static void save(ConfigurableApplicationContext context) {
        MailForm form = Forms.valid().form();
        assertThat(context.getBean(MailSettingsService.class).save(form, new SimpleErrors(form)))
                .isPresent();
    }

    private static String password(ConfigurableApplicationContext context) {
        ActiveAccount.Current current = context.getBean(ActiveAccount.class).current();
        assertThat(current).isInstanceOf(ActiveAccount.Ready.class);
        return ((Credentials.Password) ((ActiveAccount.Ready) current).account().credentials()).password();
    }

    private static String sealed(ConfigurableApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("select sealed_secret from mail_settings")
                .query(String.class)
                .single();
    }
}
