package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

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
        "postern.password-reset.token-lifetime, 30s, tokenLifetime",
        "postern.password-reset.token-lifetime, 8d, tokenLifetime",
        "postern.password-reset.max-waiting, 10000001, maxWaiting",
        "postern.sign-in.delay, 0s, delay",
        "postern.sign-in.longest-delay, 31d, longestDelay",
        "postern.sign-in.delay, 300, a duration needs its unit",
        "postern.sign-in.delay, 0, a duration needs its unit",
        "postern.delivery.tick, 9ms, tick",
        "postern.delivery.tick, 2h, tick",
        "postern.delivery.retention, -1d, retention",
        "postern.webhook.tick, 0s, tick",
        "postern.alerts.tick, 0s, tick",
        "postern.api.window, 0s, window",
        "postern.audit.retention, 12h, retention",
        "postern.mail.tests-per-minute, 1001, testsPerMinute",
        "postern.mail.autoconfig-urls, http://db.corp.example/{domain}, autoconfig-urls is not an address",
        "postern.mail.autoconfig-urls, https://db.corp.example/, autoconfig-urls is not an address",
        "postern.mail.autoconfig-urls, https:///{domain}, autoconfig-urls is not an address",
        "postern.dns.servers, dns.corp.example, dns.servers is not an address",
        "postern.dns.servers, dns://192.0.2.53, dns.servers is not an address",
        "postern.dns.servers, 192.0.2.53:65536, dns.servers is not an address",
        "postern.dns.servers, 192.0.2.53 system, dns.servers is not an address",
        "postern.mail.kerberos.config, /nowhere/krb5.conf, postern.mail.kerberos.config is no readable file",
        "postern.mail.kerberos.keytab, /, postern.mail.kerberos.keytab is no readable file",
        "postern.setup.token, nineteen-characters, fewer than 20 characters"
    })
    void whatCanNotBeStopsTheStart(String key, String value, String told) {
        start.withPropertyValues(key + "=" + value)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postern.password-reset.window=PT15M",
                "postern.passwordReset.window=15m",
                "postern.dns.servers=192.0.2.53, 192.0.2.54:5353 2001:db8::53 [2001:db8::53]:5353",
                "postern.mail.kerberos.config=",
                "postern.trusted-proxies[0]=10.0.0.1"
            })
    void whatCanBeIsTaken(String choice) {
        start.withPropertyValues(choice).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void durationsOfSpringKeepTheirUsualUnit() {
        start.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=1000")
                .withUserConfiguration(LifecycleAutoConfiguration.class)
                .run(context -> assertThat(
                                context.getBean(LifecycleProperties.class).getTimeoutPerShutdownPhase())
                        .hasSeconds(1));
    }

    @ConfigurationPropertiesScan("io.postern")
    @Import({SettingNames.class, DurationUnits.class})
    static class Choices {}
}
