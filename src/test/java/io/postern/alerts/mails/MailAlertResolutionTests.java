package io.postern.alerts.mails;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.OAuthSecret;
import io.postern.mail.ServerCertificateExpiring;
import io.postern.mail.ServerCertificateRenewed;
import io.postern.testing.ApplicationTest;
import java.time.Instant;
import java.time.LocalDate;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

class MailAlertResolutionTests extends ApplicationTest {

    @Autowired
    private ApplicationEventPublisher events;

    @BeforeEach
    void forgetAlerts() {
        jdbc.sql("delete from alert").update();
    }

    @Test
    void warnsOperatorsOfWhatWillStopMail() {
        events.publishEvent(
                new ServerCertificateExpiring("mail.corp.example", "CN=x", Instant.parse("2027-01-30T12:00:00Z")));
        events.publishEvent(new OAuthSecret.Expiring(1, "smtp.example:587", "client", LocalDate.of(2027, 2, 1)));

        String page = administrator().get("/alerts?severity=WARNING").page().text();
        assertThat(page)
                .contains("certificate of the mail server mail.corp.example is valid until 2027-01-30")
                .contains("client secret in the mail settings is valid until 2027-02-01");
    }

    @Test
    void whatWasRenewedNoLongerWarns() {
        events.publishEvent(
                new ServerCertificateExpiring("mail.corp.example", "CN=x", Instant.parse("2027-01-30T12:00:00Z")));
        events.publishEvent(
                new ServerCertificateExpiring("old.corp.example", "CN=x", Instant.parse("2027-01-30T12:00:00Z")));
        events.publishEvent(new OAuthSecret.Expiring(1, "smtp.example:587", "client", LocalDate.of(2027, 2, 1)));
        events.publishEvent(new ServerCertificateRenewed("mail.corp.example"));
        events.publishEvent(new OAuthSecret.Renewed(1));

        Elements alerts = administrator().get("/alerts").page().select("tr[data-alert]");
        assertThat(alerts.select("[data-resolved=true]").text())
                .contains("the mail server mail.corp.example", "client secret", "Resolved");
        assertThat(alerts.select("[data-resolved=false]").text())
                .contains("the mail server old.corp.example")
                .doesNotContain("mail.corp.example", "client secret");
    }
}
