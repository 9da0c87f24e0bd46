package io.postern.mail.deliveries;

import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** From a mail to its user, and from a user to the mails of which nobody knows yet whom they are for. */
class PeopleOfDeliveriesTests extends ApplicationTest {

    @Test
    void aDeliveryLeadsToItsUser() {
        User berta = user();
        User gone = user();
        smtp.onRecipient(gone.email().orElseThrow().value(), reply("550 5.1.1 gone"));
        forgot(berta.username());
        forgot(gone.username());
        deliver();
        long mail = queue.newest() - 1;
        users.delete(gone.id());
        Visitor administrator = administrator();
        for (String page : new String[] {"/deliveries", "/deliveries/" + mail}) {
            assertThat(administrator
                            .get(page)
                            .page()
                            .select("main a[href^=/users/]")
                            .eachAttr("href"))
                    .as("none to somebody who was deleted")
                    .containsExactly("/users/" + berta.id());
        }
        assertThat(administrator.get("/deliveries").page().text()).contains(gone.username());
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
        assertThat(operator.get("/deliveries").page().select("main a[href^=/users/]"))
                .as("operators may not open users")
                .isEmpty();
    }

    @Test
    void aSearchTellsOfResetsWhoseRecipientIsUnknown() {
        User berta = user();
        Visitor administrator = administrator();
        String search = "/deliveries?q=" + berta.username();
        assertThat(undetermined(administrator, search)).isEmpty();
        forgot(berta.username());
        assertThat(undetermined(administrator, search)).startsWith("1 more password reset is waiting");
        forgot("nobody-at-all");
        assertThat(undetermined(administrator, search)).startsWith("2 more password resets are waiting");
        assertThat(undetermined(administrator, "/deliveries"))
                .as("without a search")
                .isEmpty();
        Visitor german = signedIn(
                user("gerda" + queue.newest(), Role.OPERATOR, Locale.GERMAN).username(), PASSWORD);
        assertThat(undetermined(german, search)).startsWith("Außerdem warten 2 Passwort-Rücksetzungen");
        deliver();
        assertThat(undetermined(administrator, search)).isEmpty();
    }

    private static String undetermined(Visitor reader, String page) {
        return reader.get(page).page().select("[data-undetermined]").text();
    }
}
