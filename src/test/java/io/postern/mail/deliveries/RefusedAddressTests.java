package io.postern.mail.deliveries;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserChanges;
import io.postern.users.UserData;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A refused e-mail is shown with the user whom it was for, for as long as it counts. */
class RefusedAddressTests extends ApplicationTest {

    private static final String UNKNOWN = "550 5.1.1 <b>no such user</b>";

    @Autowired
    private UserChanges changes;

    @BeforeEach
    void forgetRefusals() {
        jdbc.sql("delete from refused_address").update();
        jdbc.sql("delete from alert").update();
    }

    @Test
    void showsARefusedInvitationAsBadgeFilterAndReply() {
        User berta = invited("berta");
        User carl = invited("carl");
        refuse(berta);
        deliver();
        Visitor administrator = administrator();
        assertThat(badges(administrator, berta)).containsExactly("Invitation refused");
        assertThat(badges(administrator, carl)).containsExactly("Invited");
        Document refused = administrator.get("/users?status=refused").page();
        assertThat(refused.select("tr[data-user]").eachAttr("data-user")).containsExactly(berta.username());
        Document page = administrator.get("/users/" + berta.id()).page();
        assertThat(page.select("[data-warning=mail-refused] code").text()).isEqualTo(UNKNOWN);
        assertThat(page.select("[data-warning=mail-refused]").text()).contains("refused the invitation");
        assertThat(administrator.get("/users/" + carl.id()).warnings()).doesNotContain("mail-refused");
        assertThat(administrator.get("/users.csv?status=REFUSED").body()).contains(berta.username(), "mailRefused");
        Visitor german = signedIn(
                user("hanna" + System.nanoTime(), Role.ADMINISTRATOR, Locale.GERMAN)
                        .username(),
                PASSWORD);
        assertThat(badges(german, berta)).containsExactly("Einladung abgelehnt");
    }

    @Test
    void aRefusedResetIsABadgeBesideTheStatus() {
        User user = user();
        refuse(user);
        forgot(user.username());
        deliver();
        assertThat(badges(administrator(), user)).containsExactly("E-mail refused", "Active");
        assertThat(signedIn(user.username(), PASSWORD).get("/profile").warnings())
                .contains("mail-refused");
    }

    @Test
    void oneAlertNamesTheLastUntilNobodyIsRefused() {
        User berta = user();
        User carl = user();
        smtp.onRecipient(address(berta), reply(UNKNOWN), behave());
        smtp.onRecipient(address(carl), reply("550 5.1.1 gone away"), behave());
        forgot(berta.username());
        deliver();
        forgot(carl.username());
        deliver();
        assertThat(alerts()).containsExactly("WARNING open 2");
        assertThat(administrator()
                        .get("/alerts")
                        .page()
                        .select("tr[data-alert]")
                        .text())
                .contains("refused an e-mail to " + carl.username(), "gone away")
                .doesNotContain(berta.username());
        assertThat(administrator()
                        .get("/alerts")
                        .page()
                        .select("tr[data-alert] a")
                        .attr("href"))
                .isEqualTo("/deliveries?state=FAILED");
        forgot(carl.username());
        deliver();
        assertThat(badges(administrator(), carl)).containsExactly("Active");
        assertThat(alerts()).as("one is left").containsExactly("WARNING open 2");
        forgot(berta.username());
        deliver();
        assertThat(alerts()).containsExactly("WARNING resolved 2");
    }

    @Test
    void anotherAddressOrTheEndOfTheAccountEndsIt() {
        User moved = user();
        User gone = user();
        for (User user : List.of(moved, gone)) {
            refuse(user);
            forgot(user.username());
        }
        deliver();
        assertThat(alerts()).containsExactly("WARNING open 2");
        changes.changeAddress(moved.id(), new EmailAddress("new." + address(moved)));
        assertThat(badges(administrator(), moved)).containsExactly("Active");
        assertThat(alerts()).containsExactly("WARNING open 2");
        users.delete(gone.id());
        assertThat(alerts()).containsExactly("WARNING resolved 2");
    }

    @Test
    void anEarlierAddressMayRefuse() {
        User user = user();
        refuse(user);
        changes.changeAddress(user.id(), new EmailAddress("new." + address(user)));
        deliver();
        assertThat(queue.states("address-changed")).containsExactly("FAILED");
        assertThat(badges(administrator(), user)).containsExactly("Active");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void whatIsTriedAgainIsNotRefused() {
        String unclear = "550 5.7.1 computer says no";
        for (String domain : List.of("one", "two", "three")) {
            User user = users.createWithPassword(
                    new UserData(
                            domain + System.nanoTime(),
                            new EmailAddress(domain + "@" + domain + System.nanoTime() + ".example"),
                            domain,
                            Role.USER,
                            null),
                    users.encode(PASSWORD));
            smtp.onRecipient(address(user), reply(unclear));
            forgot(user.username());
            deliver();
            if (domain.equals("one")) {
                assertThat(badges(administrator(), user)).contains("E-mail refused");
            }
        }
        assertThat(queue.isFlowing()).as("the server is at fault").isFalse();
        assertThat(administrator().get("/users?status=REFUSED").page().select("tr[data-user]"))
                .isEmpty();
        assertThat(alerts()).containsExactly("WARNING resolved 2");
    }

    private User invited(String name) {
        String username = name + System.nanoTime();
        return users.create(
                new UserData(username, new EmailAddress(username + "@corp.example"), name, Role.USER, null));
    }

    private void refuse(User user) {
        smtp.onRecipient(address(user), reply(UNKNOWN));
    }

    private static String address(User user) {
        return user.email().orElseThrow().value();
    }

    private static List<String> badges(Visitor reader, User user) {
        return reader.get("/users?q=" + user.username())
                .page()
                .select("tr[data-user] .badge")
                .eachText();
    }

    private List<String> alerts() {
        return jdbc.sql("select severity, open_cause, occurrences from alert where cause = 'mail-refused'")
                .query((row, number) -> (row.getInt(1) == 2 ? "WARNING" : "")
                        + (row.getString(2) == null ? " resolved " : " open ")
                        + row.getInt(3))
                .list();
    }
}
