package io.postern.alerts.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.testing.ApplicationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the one row of a cause says. */
class AlertFoldingTests extends ApplicationTest {

    @Autowired
    private Alerts alerts;

    @BeforeEach
    void forgetAlerts() {
        jdbc.sql("delete from alert").update();
    }

    @Test
    void saysWhatWasSaidLastAtItsSeverity() {
        raise(Severity.WARNING, "80 % full");
        assertThat(raise(Severity.WARNING, "81 % full")).contains("81 % full").doesNotContain("80 %");
        assertThat(raise(Severity.ERROR, "99 % full")).contains("99 % full");
        assertThat(raise(Severity.WARNING, "90 % full")).contains("99 % full");
        assertThat(raise(Severity.ERROR, "98 % full")).contains("98 % full");
        assertThat(administrator().get("/alerts?q=98+%25").page().select("tr[data-alert]"))
                .as("found by it")
                .hasSize(1);
    }

    private String raise(Severity severity, String text) {
        alerts.raise(new NewAlert(severity, AlertComponent.SYSTEM, "disk", AlertText.ofVerbatim(text), null));
        return administrator().get("/alerts").page().select("tr[data-alert]").text();
    }
}
