package io.postern.mail.deliveries;

import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of deliveries as a file. */
class DeliveriesExportTests extends ApplicationTest {

    @Test
    void theFileHoldsWhatTheFiltersName() {
        User berta = user();
        smtp.onRecipient(berta.email().orElseThrow().value(), reply("550 5.1.1 gone"));
        forgot(berta.username());
        deliver();
        queue.mails(2);
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        Visitor.Answer page = operator.get("/deliveries?state=FAILED");
        Visitor.Answer file = operator.get(page.page().select("a[download]").attr("href"));
        assertThat(file.response().headers().firstValue("Content-Disposition").orElse(""))
                .contains("deliveries.csv");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(2).first().asString().startsWith("\uFEFF\"id\",\"kind\",\"state\",\"reason\"");
        assertThat(lines.get(1)).contains("\"password-reset\",\"FAILED\",\"recipient-unknown\",\"" + berta.username());
        assertThat(operator.get("/deliveries.csv").body().lines()).hasSize(4);
        assertThat(jdbc.sql("select details from audit_line where action = 'mail.deliveries.audit.exported'")
                        .query(String.class)
                        .list())
                .contains("state=FAILED");
    }

    @Test
    void noCellIsAFormulaAndManyRowsAreWhole() {
        queue.mails(1);
        jdbc.sql("update delivery set username = '=1+1', username_key = '=1+1'").update();
        jdbc.sql("insert into delivery (kind, priority, state, queued_at, due_at, expires_at)"
                        + " select 'invitation', 0, 'QUEUED', current_timestamp, current_timestamp, current_timestamp"
                        + " from system_range(1, 2500)")
                .update();
        List<String> lines =
                administrator().get("/deliveries.csv").body().lines().toList();
        assertThat(lines).hasSize(2502).doesNotHaveDuplicates();
        assertThat(lines.get(2501)).contains(",\"'=1+1\",");
    }
}
