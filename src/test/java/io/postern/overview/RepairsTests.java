package io.postern.overview;

import static io.postern.overview.OverviewFixture.cure;
import static io.postern.overview.OverviewFixture.entry;
import static io.postern.overview.OverviewFixture.todo;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.webhook.WebhookStatus;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Causes outside of mail: each appears under “To do”, and disappears once cured. */
class RepairsTests extends ApplicationTest {

    @Autowired
    private WebhookStatus webhookStatus;

    private Visitor root;

    @BeforeEach
    void alone() {
        jdbc.sql("update users set disabled = true where role = 'ADMINISTRATOR' and username <> '" + ADMINISTRATOR
                        + "'")
                .update();
        jdbc.sql("update users set email = username || '@corp.example', reachable = true where email is null")
                .update();
        jdbc.sql("delete from api_token").update();
        jdbc.sql("delete from webhook").update();
        root = administrator();
    }

    @Test
    void usersWithoutAnAddress() {
        assertThat(todo(root)).doesNotContain("users-without-address");
        User user = users.create(new UserData("speechless" + System.nanoTime(), null, "Z", Role.USER, null));
        assertThat(cure(entry(root, "users-without-address"))).isEqualTo("/users?status=UNREACHABLE");
        Visitor.Answer list = root.get("/users?status=UNREACHABLE");
        assertThat(list.page().select("[data-user]").eachAttr("data-user")).containsExactly(user.username());

        String page = "/users/" + user.id();
        assertThat(root.submit(page, Map.of("email", user.username() + "@corp.example"))
                        .status())
                .isEqualTo(303);
        assertThat(todo(root)).doesNotContain("users-without-address");
    }

    @Test
    void aSingleAdministrator() {
        assertThat(cure(entry(root, "single-administrator"))).isEqualTo("/users/new");
        User invited = users.create(new UserData(
                "second" + System.nanoTime(),
                new EmailAddress("second" + System.nanoTime() + "@corp.example"),
                "S",
                Role.ADMINISTRATOR,
                null));
        assertThat(todo(root)).as("who has no password can't help").contains("single-administrator");
        users.changePasswordHash(invited.id(), users.encode(NEW_PASSWORD));
        assertThat(todo(root)).doesNotContain("single-administrator");
    }

    @Test
    void tokensOfDisabledUsers() {
        User other = user(Role.ADMINISTRATOR);
        Visitor creator = signedIn(other.username(), PASSWORD);
        creator.submit("/settings/api-tokens", Map.of("name", "nightly", "components", "backup"));
        assertThat(todo(root)).doesNotContain("api-token-of-disabled-user");
        users.disable(other.id());
        assertThat(entry(root, "api-token-of-disabled-user").text()).contains("nightly", other.username());
        String revoke = root.get("/settings/api-tokens")
                .page()
                .select("form[action$=/revoke]")
                .attr("action");
        root.submit("/settings/api-tokens", revoke, Map.of());
        assertThat(todo(root)).doesNotContain("api-token-of-disabled-user");
    }

    @Test
    void tokensThatNobodyUses() {
        root.submit("/settings/api-tokens", Map.of("name", "forgotten", "components", "backup"));
        assertThat(todo(root)).doesNotContain("api-token-unused");
        jdbc.sql("update api_token set created_at = ?")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(91))))
                .update();
        assertThat(entry(root, "api-token-unused").text()).contains("forgotten");
        jdbc.sql("update api_token set last_used_at = ?")
                .param(Timestamp.from(clock.instant()))
                .update();
        assertThat(todo(root)).doesNotContain("api-token-unused");
    }

    @Test
    void aWebhookThatFails() {
        Visitor.Answer added =
                root.submit("/settings/webhooks/new", "/settings/webhooks", Map.of("url", "http://127.0.0.1:9/hook"));
        long webhook = Long.parseLong(added.location().replaceAll(".*/", ""));
        webhookStatus.failed(webhook, "http://127.0.0.1:9", "not-reached", null);
        assertThat(todo(root)).as("once may be chance").doesNotContain("webhook-failing");
        webhookStatus.failed(webhook, "http://127.0.0.1:9", "not-reached", null);
        assertThat(entry(root, "webhook-failing").text()).contains("http://127.0.0.1:9", "No connection");
        assertThat(entry(root, "webhook-failing").select(".repair-evidence a").attr("href"))
                .isEqualTo(added.location());
        webhookStatus.recovered(webhook);
        assertThat(todo(root)).doesNotContain("webhook-failing");
    }

    @Test
    void aDatabaseThatANewerProgramHasMigrated() {
        assertThat(todo(root)).doesNotContain("schema-newer");
        jdbc.sql(
                        """
                        insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                            "installed_by", "execution_time", "success")
                        values (9999, '9.9.09', 'later', 'SQL', 'V9_9_09__later.sql', 'sa', 1, true)
                        """)
                .update();
        try {
            assertThat(entry(root, "schema-newer").text()).contains("9.9.09");
        } finally {
            jdbc.sql("delete from \"flyway_schema_history\" where \"installed_rank\" = 9999")
                    .update();
        }
        assertThat(todo(root)).doesNotContain("schema-newer");
    }
}
