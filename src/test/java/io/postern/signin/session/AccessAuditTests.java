package io.postern.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the trail holds of sign-outs and of refused requests. */
class AccessAuditTests extends ApplicationTest {

    @BeforeEach
    void forget() {
        jdbc.sql("delete from audit_line").update();
        jdbc.sql("delete from rate_limit").update();
    }

    @Test
    void whoSignsOutStandsInTheTrail() {
        User user = user();
        Visitor visitor = signedIn(user.username(), PASSWORD);
        assertThat(visitor.submit("/profile", "/logout", Map.of()).status()).isEqualTo(303);
        assertThat(lines("signin.audit.signed-out")).containsExactly(user.username() + " " + user.username());
        assertThat(lines("signin.audit.signed-in")).endsWith(user.username() + " " + user.username());
        assertThat(administrator().get("/audit").page().text()).contains("Signed out");
    }

    @Test
    void auditsRefusalsWithoutFlooding() {
        User user = user();
        Visitor visitor = signedIn(user.username(), PASSWORD);
        for (int i = 0; i < 30; i++) {
            assertThat(visitor.get("/users?secret=of-a-query").status()).isEqualTo(403);
        }
        String line = user.username() + " GET /users";
        assertThat(lines("signin.audit.access-refused")).containsOnly(line).hasSize(20);
        for (int i = 0; i < 30; i++) {
            assertThat(visitor().post("/login", Map.of()).status()).isEqualTo(403);
        }
        assertThat(lines("signin.audit.access-refused"))
                .filteredOn(each -> each.equals("anonymous POST /login"))
                .as("from whichever address")
                .hasSize(20);
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        visitor.get("/settings/mail");
        assertThat(lines("signin.audit.access-refused")).endsWith(user.username() + " GET /settings/mail");
    }

    private List<String> lines(String action) {
        return jdbc.sql("select actor || ' ' || subject from audit_line where action = ? order by id")
                .param(action)
                .query(String.class)
                .list();
    }
}
