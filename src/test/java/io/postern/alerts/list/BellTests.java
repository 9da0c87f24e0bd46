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
import io.postern.users.User;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The bell of a page that stays open. */
class BellTests extends ApplicationTest {

    @Autowired
    private Alerts alerts;

    private User operator;
    private Visitor page;

    @BeforeEach
    void openPage() {
        jdbc.sql("delete from alert").update();
        operator = user(Role.OPERATOR);
        page = signedIn(operator.username(), PASSWORD).with("HX-Request", "true");
    }

    @Test
    void itTellsWhatCameSince() {
        assertThat(bell().page().select("[data-bell-count]")).isEmpty();
        alerts.raise(
                new NewAlert(Severity.ERROR, AlertComponent.SYSTEM, "disk", AlertText.ofVerbatim("<b>full"), null));
        assertThat(bell().status()).isEqualTo(200);
        assertThat(bell().page().select("[data-bell-count]").text()).isEqualTo("1");
        assertThat(bell().page().select(".bell-list").text()).contains("<b>full");
        assertThat(bell().page().select("nav, form")).as("nothing but the bell").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/alerts/bell", "/deliveries/queue"})
    void askingForItDoesNotProlongTheSession(String polled) {
        jdbc.sql("update spring_session set last_access_time = last_access_time - 60000 where principal_name = ?")
                .param(operator.id().toString())
                .update();
        long before = lastAccess();
        assertThat(page.get(polled).status()).isEqualTo(200);
        assertThat(lastAccess()).isEqualTo(before);
        page.get("/alerts");
        assertThat(lastAccess()).isGreaterThan(before);
    }

    @Test
    void aSessionThatExpiredIsNotRevived() {
        jdbc.sql("update spring_session set last_access_time = 1000, expiry_time = 2000 where principal_name = ?")
                .param(operator.id().toString())
                .update();
        assertStopped();
    }

    @Test
    void answersAPollWithoutSessionOrRoleQuietly() {
        page.submit("/alerts", "/logout", Map.of());
        assertStopped();
        page = signedIn(operator.username(), PASSWORD).with("HX-Request", "true");
        assertThat(bell().status()).isEqualTo(200);
        jdbc.sql("update users set role = 'USER', credential_version = credential_version + 1 where id = ?")
                .param(operator.id())
                .update();
        assertStopped();
        page = signedIn(operator.username(), PASSWORD).with("HX-Request", "true");
        assertStopped();
        Visitor stranger = visitor();
        assertThat(stranger.get("/alerts/bell").status()).isEqualTo(403);
        assertThat(stranger.cookies()).isEmpty();
    }

    @Tag("case-51")
    @Test
    void whoIsDisabledGetsNothingAnyMore() {
        users.disable(operator.id());
        assertStopped();
    }

    @Tag("case-63")
    @Test
    void nothingIsChangedThere() {
        assertThat(page.post("/alerts/bell", Map.of("_csrf", page.csrf("/alerts")))
                        .status())
                .isEqualTo(405);
    }

    private Visitor.Answer bell() {
        return page.get("/alerts/bell");
    }

    private void assertStopped() {
        Visitor.Answer answer = bell();
        assertThat(answer.status()).as("htmx stops").isEqualTo(286);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.response().headers().firstValue("HX-Reswap")).contains("none");
    }

    private long lastAccess() {
        return jdbc.sql("select last_access_time from spring_session where principal_name = ?")
                .param(operator.id().toString())
                .query(Long.class)
                .single();
    }
}
