package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What a line says besides, and lines beneath a line. */
abstract class AuditDetailsTests extends ApplicationTest {

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private AuditGroups groups;

    private Visitor root;

    @BeforeEach
    void nothingHappened() {
        root = administrator();
        jdbc.sql("delete from audit_line").update();
    }

    @Test
    void labelsStandForKeysAndInTheFileBesideThem() {
        events.publishEvent(new AuditEntry(
                "users.audit.changed",
                "berta",
                Map.of(
                        "role",
                        "USER → ADMINISTRATOR",
                        "displayName",
                        "a=b",
                        "sslEnabled",
                        "true → false",
                        "odd",
                        "x")));
        Document page = root.get("/audit").page();
        assertThat(page.select("[data-detail]").eachText())
                .containsExactly("Display name: a=b", "odd: x", "Role: User → Administrator", "Enable SSL: yes → no");
        assertThat(page.select("main table").text()).contains("User changed").doesNotContain("displayName");
        assertThat(root.get("/audit.csv?q=berta").body())
                .contains("\"users.audit.changed\"", "role=USER → ADMINISTRATOR", "\"User changed\"")
                .contains("Role: User → Administrator");
        assertThat(root.with("Accept-Language", "de").get("/audit.csv?q=berta").body())
                .contains("role=USER → ADMINISTRATOR", "Rolle: Benutzer → Administrator");
    }

    @Test
    void partsStandBeneathTheLineOfTheirAction() {
        transaction.executeWithoutResult(
                status -> groups.beneath(new AuditEntry("users.imports.audit.imported", "2"), () -> {
                    happen("anna.");
                    happen("bert.");
                }));
        happen("carl.");
        Document all = root.get("/audit").page();
        assertThat(all.select("main tbody").text())
                .contains("carl.", "2 lines beneath")
                .doesNotContain("anna.");
        String within = all.select("main a[href*=within]").attr("href");
        assertThat(lines(within)).contains("anna.", "bert.").doesNotContain("carl.");
        assertThat(lines("/audit?q=anna")).contains("anna.");
        assertThat(lines("/audit?action=users.audit.created")).contains("anna.", "carl.");
        assertThat(lines("/audit?within=x")).contains("carl.");
        assertThat(root.get("/audit.csv").body()).contains("anna.", "carl.");
    }

    private String lines(String path) {
        return root.get(path).page().select("main tbody").text();
    }

    private void happen(String subject) {
        events.publishEvent(new AuditEntry("users.audit.created", subject));
    }
}
