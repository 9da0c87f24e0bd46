package io.postern.mail.overview;

import static io.postern.mail.smtp.Act.behave;
import static io.postern.mail.smtp.Act.reply;
import static io.postern.overview.OverviewFixture.cure;
import static io.postern.overview.OverviewFixture.entry;
import static io.postern.overview.OverviewFixture.page;
import static io.postern.overview.OverviewFixture.todo;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The state of mail and its figures, and why mails wait or don't arrive. */
class DeliveryRepairsTests extends ApplicationTest {

    private static final String UNKNOWN = "550 5.1.1 nobody of that name here";

    private Visitor operator;

    @BeforeEach
    void signIn() {
        jdbc.sql("delete from refused_address").update();
        operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);
    }

    @Test
    void aHeldQueueTellsWhyAndWhatToDo() {
        mailSettings.signingIn(smtp.port(), "postern@postern.example", "wrong");
        smtp.takingOnly("right");
        queue.mails(1);
        deliver();
        assertThat(entry(operator, "queue-held").attr("data-severity")).isEqualTo("error");
        Document page = page(operator);
        assertThat(page.select("[data-mail-state]").attr("data-mail-state")).isEqualTo("held");
        assertThat(page.select("[data-mail-state] p").text()).contains("password");
        assertThat(page.select("[data-mail-state] a[href=/settings/mail]"))
                .as("not an operator's")
                .isEmpty();
        assertThat(page(administrator()).select("[data-mail-state] a[href=/settings/mail]"))
                .hasSize(1);

        mailSettings.signingIn(smtp.port(), "postern@postern.example", "right");
        deliver();
        assertThat(todo(operator)).doesNotContain("queue-held");
        assertThat(page(operator).select("[data-mail-state]").attr("data-mail-state"))
                .isEqualTo("working");
    }

    @Test
    void lateMail() {
        queue.mails(1);
        clock.advance(Duration.ofMinutes(6));
        assertThat(todo(operator)).contains("queue-late");
        assertThat(page(operator).select("[data-mail-state]").attr("data-mail-state"))
                .isEqualTo("late");
        deliver();
        assertThat(todo(operator)).doesNotContain("queue-late");
    }

    @Test
    void aDomainThatIsRefused() {
        smtp.onRecipient("one@hostile.example", reply("550 5.7.1 Relaying denied"));
        queue.mail("one@hostile.example");
        deliver();
        assertThat(entry(operator, "domain-held").text()).contains("hostile.example");
        smtp.onRecipient("one@hostile.example", behave());
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(todo(operator)).doesNotContain("domain-held");
    }

    @Test
    void aRefusedAddressUntilAMailReachesIt() {
        User user = refused();
        assertThat(cure(entry(operator, "address-refused"))).isEqualTo("/deliveries?state=FAILED");
        assertThat(entry(operator, "address-refused").text()).contains(user.username(), UNKNOWN);
        assertThat(entry(operator, "address-refused").select(".repair-evidence a"))
                .isEmpty();
        assertThat(entry(administrator(), "address-refused")
                        .select(".repair-evidence a")
                        .attr("href"))
                .isEqualTo("/users/" + user.id());
        smtp.on(Phase.RCPT, behave());
        resetLink(user);
        assertThat(todo(operator)).doesNotContain("address-refused");
    }

    @Test
    void aRefusedAddressUntilItIsAnother() {
        User user = refused();
        administrator().submit("/users/" + user.id(), Map.of("email", "new-" + user.username() + "@corp.example"));
        assertThat(todo(operator)).doesNotContain("address-refused");
    }

    @Test
    void aRefusedAddressOfSomebodyDisabledMattersToNobody() {
        users.disable(refused().id());
        assertThat(todo(operator)).doesNotContain("address-refused");
    }

    @Test
    void figuresOfTheLastDay() {
        int sent = figure("sent");
        int refused = figure("refused");
        User user = refused();
        smtp.on(Phase.RCPT, behave());
        resetLink(user);
        queue.mails(3);
        assertThat(figure("waiting")).isEqualTo(3);
        assertThat(figure("sent")).isEqualTo(sent + 1);
        assertThat(figure("refused")).isEqualTo(refused + 1);
        Document page = page(operator);
        assertThat(page.select("[data-figure=oldest]")).hasSize(1);
        assertThat(page.select("[data-figure=median] .figure-value").text()).endsWith("s");
        assertThat(page.select("[data-figure=sent] svg rect")).isNotEmpty();
        assertThat(page.select("[data-figure=sent] tbody tr")).hasSize(24);
        assertThat(page.select("[data-figure=sent] tbody tr")
                        .last()
                        .select("td")
                        .text())
                .isNotEqualTo("0");
        assertThat(page.select("[data-last-success] time")).hasSize(1);
        assertThat(page.select("main [style], main script:not([src]), main style"))
                .isEmpty();
    }

    private int figure(String name) {
        return Integer.parseInt(page(operator)
                .select("[data-figure=" + name + "] .figure-value")
                .text());
    }

    private User refused() {
        User user = user();
        smtp.on(Phase.RCPT, reply(UNKNOWN));
        forgot(user.username());
        deliver();
        return user;
    }
}
