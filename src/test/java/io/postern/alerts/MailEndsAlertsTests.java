package io.postern.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mailsettings.OAuthSecretExpiring;
import io.postern.mailsettings.ServerCertificateExpiring;
import io.postern.testing.ApplicationTest;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

class MailEndsAlertsTests extends ApplicationTest {

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void whatWillStopTheMailIsAWarningToTheOperators() {
        events.publishEvent(
                new ServerCertificateExpiring("mail.corp.example", "CN=x", Instant.parse("2027-01-30T12:00:00Z")));
        events.publishEvent(new OAuthSecretExpiring("client", LocalDate.of(2027, 2, 1)));

        String page = administrator().get("/alerts?severity=WARNING").page().text();
        assertThat(page)
                .contains("certificate of the mail server mail.corp.example is valid until 2027-01-30")
                .contains("client secret of the mail settings is valid until 2027-02-01");
    }
}
