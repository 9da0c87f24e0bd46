package io.postern.accountlinks.invitation;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserChanges;
import io.postern.users.UserData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When somebody was invited, until when that counts, and all who have not come invited again. */
class InviteAgainTests extends ApplicationTest {

    /** A form sends the button that is pressed. */
    private static final Map<String, String> BUTTON = Map.of("action", "invite");

    @Autowired
    private UserChanges changes;

    @BeforeEach
    void everybodyHasCome() {
        jdbc.sql("delete from users where pending = true").update();
    }

    @Test
    void theListSaysWhenAndUntilWhen() {
        User user = added("anna");
        Visitor administrator = administrator();
        assertThat(status(administrator, user)).isEqualTo("Not invited yet");
        assertThat(times(administrator, user)).isEmpty();
        deliver();
        assertThat(status(administrator, user)).isEqualTo("Invited");
        assertThat(times(administrator, user)).hasSize(2);
        assertThat(administrator.get("/users/" + user.id()).page().select("dl").text())
                .contains("Expires");
        clock.advance(Duration.ofDays(3).minusMinutes(1));
        assertThat(status(administrator(), user)).isEqualTo("Invited");
        clock.advance(Duration.ofMinutes(1));
        assertThat(status(administrator(), user)).isEqualTo("Invitation expired");
        assertThat(administrator().get("/users.csv?q=" + user.username()).body())
                .contains("\"invitedAt\",\"invitationExpiresAt\"")
                .contains(clock.instant().toString().substring(0, 10));
        changes.changeAddress(user.id(), new EmailAddress("new." + user.username() + "@corp.example"));
        assertThat(status(administrator(), user))
                .as("its link went to another address")
                .isEqualTo("Not invited yet");
    }

    @Test
    void whoHasComeHasNoExpiry() {
        User user = added("bert");
        deliver();
        users.changePasswordHash(user.id(), users.encode(PASSWORD));
        assertThat(status(administrator(), user)).isEqualTo("Active");
        assertThat(times(administrator(), user)).as("only when").hasSize(1);
    }

    @Test
    void theNewestInvitationIsSortedFirst() {
        User first = added("first");
        deliver();
        clock.advance(Duration.ofMinutes(1));
        User second = added("second");
        deliver();
        User never = added("third");
        assertThat(administrator()
                        .get("/users?status=PENDING&sort=-invitedAt")
                        .page()
                        .select("tr[data-user]")
                        .eachAttr("data-user"))
                .containsExactly(second.username(), first.username(), never.username());
    }

    @Test
    void invitesAllWhoHaveNotComeAgain() {
        User refused = added("refused");
        smtp.onRecipient(refused.email().orElseThrow().value(), reply("550 5.1.1 gone"), behave());
        List<User> late = IntStream.range(0, 3).mapToObj(i -> added("late" + i)).toList();
        User disabled = added("disabled");
        users.disable(disabled.id());
        users.create(new UserData("nowhere", null, "Nowhere", Role.USER, null));
        deliver();
        User waits = added("waits");
        Visitor administrator = administrator();
        String asked = asked(administrator);
        assertThat(administrator.get(asked).page().select("[data-reason]").eachText())
                .containsExactlyInAnyOrder("Disabled: 1", "No e-mail address: 1");
        administrator.submit(asked, Map.of());
        assertThat(administrator.get(asked).page().select("[data-done]").text()).isEqualTo("4");
        assertThat(administrator.get(asked).page().select("[data-reason=waiting]"))
                .hasSize(1);
        assertThat(jdbc.sql("select distinct priority from delivery where state = 'QUEUED' and user_id <> ?")
                        .param(waits.id())
                        .query(Integer.class)
                        .list())
                .as("behind what a person asked for")
                .containsExactly(4);
        deliver();
        assertThat(mailsTo(refused)).hasSize(1);
        assertThat(status(administrator, refused)).isEqualTo("Invited");
        late.forEach(user -> assertThat(mailsTo(user)).hasSize(2));
        assertThat(mailsTo(waits)).hasSize(1);
        assertThat(mailsTo(disabled)).isEmpty();
    }

    @Test
    void twoWhoPressAtOnceInviteOnce() throws Exception {
        List<User> late =
                IntStream.range(0, 40).mapToObj(i -> added("late" + i)).toList();
        deliver();
        Visitor one = administrator();
        Visitor other = administrator();
        String ofOne = asked(one);
        String ofOther = asked(other);
        AtOnce.all(List.of(() -> one.submit(ofOne, Map.of()), () -> other.submit(ofOther, Map.of())));
        assertThat(jdbc.sql("select count(*) from delivery where state = 'QUEUED' and kind = 'invitation'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(late.size());
    }

    @Test
    void withNobodyLeftThereIsNothingToDo() {
        Visitor.Answer answer = administrator().submit("/users", "/users/selected", BUTTON);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.error("ids")).isPresent();
        assertThat(queue.count("QUEUED")).isZero();
    }

    /** Presses the button above the list; the page that asks. */
    private static String asked(Visitor administrator) {
        return administrator.submit("/users", "/users/selected", BUTTON).location();
    }

    private User added(String name) {
        String username = name + System.nanoTime();
        return users.create(
                new UserData(username, new EmailAddress(username + "@corp.example"), name, Role.USER, null));
    }

    private static Element row(Visitor reader, User user) {
        return reader.get("/users?q=" + user.username())
                .page()
                .select("tr[data-user]")
                .get(0);
    }

    private static String status(Visitor reader, User user) {
        return row(reader, user).select(".badge").text();
    }

    private static List<String> times(Visitor reader, User user) {
        return row(reader, user).select("time").eachText();
    }
}
