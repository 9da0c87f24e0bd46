package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.postern.database.upkeep.Upkeep;
import io.postern.testing.MockMvcTest;
import io.postern.testing.People;
import io.postern.users.Role;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@MockMvcTest
abstract class AuditTests {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    record Happened(String action, String subject, Map<String, String> details) implements Audited {}

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Clock clock;

    @BeforeEach
    void nothingHappened() {
        jdbc.sql("delete from audit_line").update();
    }

    @AfterEach
    void theTableIsThere() {
        jdbc.sql("alter table if exists audit_line_away rename to audit_line").update();
    }

    @Test
    void aLineIsRolledBackWithItsChange() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new Happened("users.audit.created", "x", Map.of()));
            status.setRollbackOnly();
        });
        assertThat(count()).isZero();
    }

    @Test
    void aChangeWhoseLineCantBeWrittenDoesNotHappen() {
        jdbc.sql("alter table audit_line rename to audit_line_away").update();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("insert into rate_limit values ('change', 1, current_timestamp)")
                            .update();
                    events.publishEvent(new Happened("users.audit.created", "x", Map.of()));
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(jdbc.sql("select count(*) from rate_limit")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyForgesALineByWhatTheyType() {
        events.publishEvent(new Happened(
                "users.audit.created", "a\r\nb\u202e\u2028\0", Map.of("name", "v\nrole=ADMINISTRATOR\\u000a")));
        assertThat(jdbc.sql("select subject from audit_line")
                        .query(String.class)
                        .single())
                .isEqualTo("a\\u000d\\u000ab\\u202e\\u2028\\u0000");
        assertThat(jdbc.sql("select details from audit_line")
                        .query(String.class)
                        .single())
                .isEqualTo("name=v\\u000arole=ADMINISTRATOR\\u005cu000a");
    }

    @Test
    void anythingTooLongIsCutAndWritten() {
        events.publishEvent(new Happened("a".repeat(500), "😀".repeat(500), Map.of("x", "y".repeat(10_000))));
        assertThat(jdbc.sql("select details from audit_line")
                        .query(String.class)
                        .single())
                .hasSize(4000)
                .endsWith("…");
    }

    @Test
    void showsAnActionsTextOrItsKey() {
        happen("users.audit.created", "berta");
        happen("older.audit.forgotten", "carl");
        assertThat(page("/audit"))
                .hasStatusOk()
                .bodyText()
                .contains("User added", "older.audit.forgotten", "Not signed in", "berta");
        assertThat(page("/audit?action=users.audit.created"))
                .bodyText()
                .contains("berta")
                .doesNotContain("carl");
        assertThat(page("/audit?q=CAR")).bodyText().contains("carl").doesNotContain("berta");
        assertThat(page("/audit?q=%25")).bodyText().contains("No matches");
        assertThat(page("/audit?from=2999-01-01")).bodyText().contains("No matches");
        assertThat(page("/audit?to=2999-01-01&from=2000-01-01")).bodyText().contains("berta");
        assertThat(page("/audit?from=x&to=99999999999&before=a&after=-1"))
                .hasStatusOk()
                .bodyText()
                .contains("berta");
        assertThat(page("/audit?from=-999999999-01-01&to=%2B999999999-12-31"))
                .hasStatusOk()
                .bodyText()
                .contains("berta");
    }

    @Test
    void olderLinesFollowOnFurtherPages() {
        for (int i = 0; i < 120; i++) {
            happen("users.audit.created", "user" + i + ".");
        }
        String first = body("/audit");
        assertThat(first).contains("user119.", "user70.").doesNotContain("user69.", "rel=\"prev\"");
        String second = body(link(first, "next"));
        assertThat(second).contains("user69.", "user20.").doesNotContain("user70.", "user19.");
        String third = body(link(second, "next"));
        assertThat(third).contains("user19.", "user0.").doesNotContain("rel=\"next\"");
        assertThat(body(link(third, "prev"))).contains("user69.", "user20.").doesNotContain("user70.");
        assertThat(body(link(second, "prev"))).contains("user119.", "user70.").doesNotContain("rel=\"prev\"");
    }

    @Test
    void oldLinesGoAfterTwoYearsHoweverMany() {
        happen("users.audit.created", "recent");
        for (int i = 0; i < 1100; i++) {
            jdbc.sql(
                            """
                            insert into audit_line (occurred_at, actor, action, subject, details, search_text)
                            values (?, 'system', 'users.audit.created', 'old', '', 'system old')
                            """)
                    .param(Timestamp.from(clock.instant().minus(Duration.ofDays(731))))
                    .update();
        }
        Upkeep.run(application);
        assertThat(jdbc.sql("select subject from audit_line")
                        .query(String.class)
                        .list())
                .containsExactly("recent");
    }

    @Test
    void filtersHoldOnFurtherPagesToo() {
        for (int i = 0; i < 120; i++) {
            happen(i % 2 == 0 ? "users.audit.created" : "users.audit.deleted", "user" + i + ".");
        }
        String path = "/audit?action=users.audit.created&q=user&from=2000-01-01&to=2999-01-01";
        String first = body(path);
        assertThat(first).contains("user118.", "user20.").doesNotContain("user119.", "user18.");
        assertThat(body(link(first, "next"))).contains("user18.", "user0.").doesNotContain("user19.", "user20.");
    }

    @Test
    void exportsSafelyForSpreadsheetsAndAuditsIt() {
        happen("users.audit.created", "=cmd|'/c calc'!A0");
        happen("users.audit.created", "a\"b");
        MvcTestResult csv = page("/audit.csv?action=users.audit.created");
        assertThat(csv).hasStatusOk();
        assertThat(csv).hasHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        assertThat(csv)
                .bodyText()
                .startsWith("\uFEFF\"time\",\"actor\"")
                .contains("\"'=cmd|'/c calc'!A0\"", "\"a\"\"b\"")
                .hasLineCount(3);
        assertThat(jdbc.sql(
                                "select actor || ' ' || client_address from audit_line where action = 'audit.audit.exported'")
                        .query(String.class)
                        .single())
                .isEqualTo("somebody 127.0.0.1");
    }

    private void happen(String action, String subject) {
        events.publishEvent(new Happened(action, subject, Map.of()));
    }

    private int count() {
        return jdbc.sql("select count(*) from audit_line").query(Integer.class).single();
    }

    private MvcTestResult page(String path) {
        return http.perform(get(java.net.URI.create(path)).with(People.somebody(Role.ADMINISTRATOR)));
    }

    private String body(String path) {
        try {
            return page(path).getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String link(String page, String rel) {
        var link = java.util.regex.Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"")
                .matcher(page);
        assertThat(link.find()).as(rel).isTrue();
        return link.group(1).replace("&amp;", "&");
    }
}
