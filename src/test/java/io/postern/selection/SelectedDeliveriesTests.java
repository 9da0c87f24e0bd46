package io.postern.selection;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What an operator does to selected mails. */
class SelectedDeliveriesTests extends SelectionFixture {

    @Test
    void retriesAllThatWereRefusedBehindWhatPeopleAskFor() {
        User berta = user(x + "berta", Role.USER, null);
        User carl = user(x + "carl", Role.USER, null);
        for (User user : List.of(berta, carl)) {
            smtp.onRecipient(user.email().orElseThrow().value(), reply("550 5.1.1 gone"), behave());
            forgot(user.username());
        }
        deliver();
        Visitor operator = signedIn(user(x + "op", Role.OPERATOR, null).username(), PASSWORD);
        String shown = operator.get("/deliveries")
                .page()
                .select("#selected [name=shown]")
                .val();
        forgot(berta.username());
        String page = select(
                        operator,
                        "/deliveries",
                        Map.of("action", "retry", "all", "true", "query", "/deliveries?state=FAILED", "shown", shown))
                .location();
        assertThat(number(operator.get(page).page(), "affected")).isEqualTo("2");
        operator.submit(page, Map.of());
        assertThat(number(operator.get(page).page(), "done")).isEqualTo("2");
        assertThat(jdbc.sql("select priority from delivery where user_id is not null order by id")
                        .query(Integer.class)
                        .list())
                .containsExactly(4, 4);
        deliver();
        assertThat(mailsTo(carl)).hasSize(1);
        assertThat(mailsTo(berta)).hasSize(2);
        assertThat(jdbc.sql("select count(*) from audit_line where action = 'mail.deliveries.audit.retried'"
                                + " and subject like ? and actor = ?")
                        .params("#% " + x + "%", x + "op")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void cancelsWhatWaitsAndSaysWhyNotTheRest() {
        User user = user(x + "berta", Role.USER, null);
        forgot(user.username());
        deliver();
        long sent = newest();
        forgot(user.username());
        long waits = newest();
        assertThat(select(root, "/deliveries", Map.of("action", "cancel"), "x", "-1", Long.MAX_VALUE)
                        .status())
                .isEqualTo(422);
        String page = select(root, "/deliveries", Map.of("action", "cancel"), sent, waits)
                .location();
        Document before = root.get(page).page();
        assertThat(number(before, "affected")).isEqualTo("1");
        assertThat(reasons(before)).containsOnly(Map.entry("ended", 1));
        assertThat(before.select("[data-left-out=ended]").attr("data-name"))
                .isEqualTo("#" + sent + " " + user.username());
        root.submit(page, Map.of());
        assertThat(jdbc.sql("select state from delivery order by id")
                        .query(String.class)
                        .list())
                .containsExactly("SENT", "CANCELLED");
    }

    private long newest() {
        return jdbc.sql("select max(id) from delivery").query(Long.class).single();
    }
}
