package io.postern.alerts.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.alerts.AlertComponent;
import io.postern.alerts.AlertText;
import io.postern.alerts.Alerts;
import io.postern.alerts.NewAlert;
import io.postern.alerts.Severity;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of alerts as a file. */
class AlertsExportTests extends ApplicationTest {

    @Autowired
    private Alerts alerts;

    @Test
    void theFileHoldsWhatTheReaderSees() {
        jdbc.sql("delete from alert").update();
        raise(Severity.ERROR, AlertText.ofVerbatim("=HYPERLINK(1)", "one\ntwo"));
        raise(Severity.WARNING, AlertText.message("alerts.text.administrator-made", "anna"));
        raise(Severity.INFO, AlertText.ofVerbatim("not asked for"));
        Visitor german = signedIn(
                user("otto" + System.nanoTime(), Role.OPERATOR, Locale.GERMAN).username(), PASSWORD);
        Visitor.Answer page = german.get("/alerts?severity=WARNING&state=unread");
        Visitor.Answer file = german.get(page.page().select("a[download]").attr("href"));
        assertThat(file.response().headers().firstValue("Content-Disposition").orElse(""))
                .contains("alerts.csv");
        List<String> lines = file.body().lines().toList();
        assertThat(lines.get(0)).startsWith("\uFEFF\"id\",\"severity\",\"component\",\"text\"");
        assertThat(lines.get(1)).contains("\"WARNING\",\"USERS\",\"anna hat jetzt");
        assertThat(lines.get(2)).contains("\"ERROR\",\"USERS\",\"'=HYPERLINK(1)\",\"one");
        assertThat(file.body()).doesNotContain("not asked for");
        assertThat(jdbc.sql("select details from audit_line where action = 'alerts.audit.exported'")
                        .query(String.class)
                        .list())
                .contains("severity=WARNING\nstate=unread");
    }

    private void raise(Severity severity, AlertText text) {
        alerts.raise(new NewAlert(severity, AlertComponent.USERS, severity.name(), text, null));
    }
}
