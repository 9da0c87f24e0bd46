package io.postern.mail.deliveries;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserChanges;
import io.postern.users.UserData;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The mails to a person on the person's page. */
class PersonMailsTests extends ApplicationTest {

    @Autowired
    private UserChanges changes;

    @Test
    void showsOutcomeAndReplyOfEachMailToThePerson() {
        User berta = user();
        User carl = user();
        smtp.onRecipient(berta.email().orElseThrow().value(), reply("550 5.1.1 <i>gone</i>"), behave());
        forgot(berta.username());
        deliver();
        forgot(berta.username());
        forgot(carl.username());
        deliver();
        forgot(berta.username());
        Visitor administrator = administrator();
        String part = administrator
                .get("/users/" + berta.id())
                .page()
                .select("[hx-get$=/deliveries]")
                .attr("hx-get");
        Document mails = administrator.with("HX-Request", "true").get(part).page();
        assertThat(mails.select("nav")).as("a part of the page").isEmpty();
        assertThat(mails.select("[data-delivery]").eachAttr("data-state"))
                .as("whom the third is for, nobody knows yet")
                .containsExactly("SENT", "FAILED");
        assertThat(mails.select("code").get(1).text()).isEqualTo("550 5.1.1 <i>gone</i>");
        assertThat(mails.select("code").get(0).text()).startsWith("250");
        assertThat(mails.text()).contains("Password reset", "Refused", "Accepted by the server");
        assertThat(mails.select("a[href^=/deliveries/]")).hasSize(2);
        deliver();
        assertThat(administrator.get(part).page().select("[data-delivery]").eachAttr("data-state"))
                .containsExactly("SENT", "SENT", "FAILED");
    }

    @Test
    void isAPageOfItsOwnWithoutScripts() {
        User user = user();
        Visitor administrator = administrator();
        Visitor.Answer page = administrator.get("/users/" + user.id() + "/deliveries");
        assertThat(page.page().select("h1").text()).isEqualTo("E-mails to " + user.username());
        assertThat(page.page().text()).contains("No e-mails in the last weeks.");
        assertThat(administrator
                        .get("/users/" + UUID.randomUUID() + "/deliveries")
                        .status())
                .isEqualTo(404);
        assertThat(signedIn(user(Role.OPERATOR).username(), PASSWORD)
                        .get("/users/" + user.id() + "/deliveries")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void knowsTheMailsFromBeforeARename() {
        User user = user();
        resetLink(user);
        UserData data = user.data();
        changes.change(
                user.id(),
                new UserData("re" + data.username(), data.email(), data.displayName(), data.role(), data.language()),
                null);
        assertThat(administrator()
                        .get("/users/" + user.id() + "/deliveries")
                        .page()
                        .select("[data-delivery]")
                        .eachAttr("data-state"))
                .containsExactly("SENT");
    }
}
