package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Text that somebody typed stays text wherever it is shown. */
class InertTextTests extends ApplicationTest {

    @Tag("case-115")
    @Test
    void namesAndAddressesAreInertEverywhere() {
        String name = "<img src=x onerror=alert(1)>\"'>${7*7}[[${7*7}]]";
        User user = users.createWithPassword(
                new UserData("inert", new EmailAddress("a'&c@corp.example"), name, Role.ADMINISTRATOR, null),
                users.encode(PASSWORD));
        forgot("<script>alert(1)</script>");
        forgot("inert");
        visitor().signIn("\"<script>alert(2)</script>\"@x.org", "wrong");
        deliver();
        Visitor reader = signedIn("inert", PASSWORD);
        long id = jdbc.sql("select max(id) from delivery").query(Long.class).single();

        for (String page : List.of(
                "/overview",
                "/users",
                "/users/" + user.id(),
                "/profile",
                "/audit",
                "/deliveries",
                "/deliveries/" + id,
                "/users?q=%3Cscript%3E",
                "/deliveries?q=%22%3E%3Cscript%3Ealert(3)%3C/script%3E")) {
            Visitor.Answer answer = reader.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertInert(answer.body());
        }
        String html = mailsTo(user).get(0).html();
        assertInert(html);
        assertThat(html).contains("&lt;img");
        assertThat(reader.get("/audit.csv").body())
                .contains(user.username())
                .doesNotContain("\n=")
                .doesNotContain("\n<");
    }

    private static void assertInert(String html) {
        assertThat(html).doesNotContain("<img src=x", "<script>alert", "49[[", "[[49]]");
    }
}
