package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an operator may choose is checked before anything starts, and whoever chose wrongly is told what. */
class ConfigurationTests {

    private final ApplicationContextRunner start = new ApplicationContextRunner().withUserConfiguration(Choices.class);

    @Test
    void nothingHasToBeChosen() {
        start.withPropertyValues("postern.trusted-proxies=")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({
        "postern.trusted-proxies, proxy.example, neither an IP address nor a network",
        "postern.mail.refused-networks, 10.0.0.0/33, neither an IP address nor a network",
        "postern.public-url, postern, postern.public-url is not",
        "postern.password-reset.token-lifetime, -30m, tokenLifetime",
        "postern.password-reset.mails-per-account, 0, mailsPerAccount",
        "postern.sign-in.delay, 0, delay",
        "postern.delivery.tick, 0s, tick",
        "postern.delivery.retention, -1d, retention",
        "postern.webhook.tick, 0, tick",
        "postern.alerts.tick, 0, tick",
        "postern.api.window, 0, window",
        "postern.audit.retention, -1d, retention"
    })
    void whatCanNotBeStopsTheStart(String key, String value, String told) {
        start.withPropertyValues(key + "=" + value)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(told));
    }

    @ConfigurationPropertiesScan("io.postern")
    static class Choices {}
}
