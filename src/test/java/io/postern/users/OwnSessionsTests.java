package io.postern.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The list of one's own sessions on the profile. */
class OwnSessionsTests extends ApplicationTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Test
    void onesOwnSessionsAreListedWithDeviceAndAddress() {
        User user = user();
        Visitor here = signedIn(user, FIREFOX, "192.0.2.11");
        signedIn(user, "<script>alert(1)</script>", "192.0.2.12");
        signedIn(user(), FIREFOX, "192.0.2.13");

        Document page = here.get("/profile").page();
        assertThat(page.select("[data-session=current]").text())
                .contains("Firefox, Linux", "192.0.2.11", "This device");
        assertThat(page.select("[data-session=other]").eachText())
                .singleElement()
                .asString()
                .contains("<script>alert(1)</script>", "192.0.2.12");
        assertThat(page.select("main script")).isEmpty();
    }

    @Test
    void endsTheUsersOtherSessionsOnly() {
        User user = user();
        Visitor here = signedIn(user, FIREFOX, "192.0.2.21");
        Visitor there = signedIn(user, FIREFOX, "192.0.2.22");
        Visitor somebodyElse = signedIn(user(), FIREFOX, "192.0.2.23");

        assertThat(here.submit("/profile", "/profile/sessions/end-others", Map.of())
                        .status())
                .isEqualTo(303);

        assertThat(there.get("/profile").location()).endsWith("/login");
        assertThat(somebodyElse.get("/profile").status()).isEqualTo(200);
        assertThat(here.get("/profile").page().select("[data-session]")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from audit_line where action = 'users.audit.sessions' and subject = ?")
                        .param(user.username())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void endsOneSessionAndNoneOfSomebodyElse() {
        User user = user();
        Visitor here = signedIn(user, FIREFOX, "192.0.2.31");
        Visitor there = signedIn(user, FIREFOX, "192.0.2.32");
        Visitor third = signedIn(user, FIREFOX, "192.0.2.33");
        User stranger = user();
        Visitor somebodyElse = signedIn(stranger, FIREFOX, "192.0.2.34");
        String foreign = key(stranger);

        Document page = here.get("/profile").page();
        assertThat(page.select("[data-session=current] form")).isEmpty();
        String end =
                page.select("[data-session=other]:contains(192.0.2.32) form").attr("action");
        assertThat(here.post(end, Map.of("_csrf", here.csrf("/profile"))).location())
                .isEqualTo("/profile");
        assertThat(there.get("/profile").location()).endsWith("/login");
        assertThat(third.get("/profile").status()).isEqualTo(200);
        assertThat(here.post("/profile/sessions/" + foreign + "/end", Map.of("_csrf", here.csrf("/profile")))
                        .status())
                .isEqualTo(303);
        assertThat(here.get("/profile").page().select("[data-notice]").text()).contains("had ended");
        assertThat(somebodyElse.get("/profile").status()).isEqualTo(200);
        assertThat(details(user)).containsExactly("device=Firefox, Linux\nsignedInFrom=192.0.2.32");
    }

    @Test
    void administratorsEndSessionsOfOthers() {
        User user = user();
        Visitor there = signedIn(user, FIREFOX, "192.0.2.41");
        Visitor root = administrator();
        String list = "/users/" + user.id() + "/sessions";
        Document page = root.get(list).page();
        assertThat(page.select("[data-session=other]").text()).contains("Firefox, Linux", "192.0.2.41");
        assertThat(root.get(list).body())
                .doesNotContain(jdbc.sql("select session_id from spring_session where principal_name = ?")
                        .param(user.id().toString())
                        .query(String.class)
                        .single());
        String end = page.select("[data-session=other] form").attr("action");
        Visitor operator = signedIn(user(Role.OPERATOR), FIREFOX, "192.0.2.42");
        assertThat(operator.get(list).status()).isEqualTo(403);
        assertThat(operator.post(end, Map.of("_csrf", operator.csrf("/profile")))
                        .status())
                .isEqualTo(403);
        assertThat(root.post(end, Map.of("_csrf", root.csrf(list))).location()).isEqualTo("/users/" + user.id());
        assertThat(there.get("/profile").location()).endsWith("/login");
        assertThat(root.get(list).page().select("[data-session]")).isEmpty();
        assertThat(details(user)).hasSize(1);
    }

    private String key(User user) {
        return jdbc.sql("select primary_id from spring_session where principal_name = ?")
                .param(user.id().toString())
                .query(String.class)
                .single();
    }

    private List<String> details(User user) {
        return jdbc.sql("select details from audit_line where action = 'users.audit.session' and subject = ?")
                .param(user.username())
                .query(String.class)
                .list();
    }

    @Test
    void browsersAreKnownByTheirShortNames() {
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"))
                .isEqualTo("Edge, Windows");
        assertThat(Device.of("curl/8.5.0")).isEqualTo("curl");
        assertThat(Device.of(null)).isEmpty();
        assertThat(Device.of("x".repeat(500))).hasSize(60);
        assertThat(Device.known("Call 555-0100 at once")).as("others read it").isEmpty();
    }

    private Visitor signedIn(User user, String agent, String address) {
        Visitor visitor = new Visitor(port).with("User-Agent", agent).with("X-Forwarded-For", address);
        assertThat(visitor.signIn(user.username(), PASSWORD).status()).isEqualTo(303);
        return visitor;
    }
}
