package io.postern.mail.deliveries;

import static io.postern.mail.MailServer.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.queue.QueueHold;
import io.postern.mail.queue.ServerHold;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a list of mails that stays open asks for again and again. */
class QueueViewTests extends ApplicationTest {

    @Autowired
    private QueueHold queueHold;

    @Autowired
    private ServerHold serverHold;

    private Visitor page;
    private String shown;

    @BeforeEach
    void openPage() {
        page = signedIn(user(Role.OPERATOR).username(), PASSWORD).with("HX-Request", "true");
        shown = address(page.get("/deliveries"));
    }

    @AfterEach
    void open() {
        queueHold.resume();
    }

    @Test
    void nothingIsSentAgainThatThePageShowsAlready() {
        Visitor.Answer answer = page.get(shown);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theCountsFollowTheQueue() {
        queue.mails(3);
        Visitor.Answer answer = page.get(shown);
        assertThat(answer.page().select("[data-queued]").attr("data-queued")).isEqualTo("3");
        assertThat(answer.page().select("#queue-hold")).as("no news").isEmpty();
        assertThat(answer.page().select("nav, form"))
                .as("nothing but the queue")
                .isEmpty();

        deliver();
        assertThat(page.get(address(answer)).page().select("[data-queued]").attr("data-queued"))
                .isEqualTo("0");
    }

    @Test
    void aListThatIsAnotherNowIsOffered() {
        assertThat(page.get("/deliveries").page().select("#list-again")).isEmpty();
        queue.mails(1);
        deliver();
        Visitor.Answer answer = page.get(shown);
        assertThat(answer.page().select("[data-queued]").attr("data-queued")).isEqualTo("0");
        assertThat(answer.page().select("#list-again").text()).isEqualTo("Refresh");
        assertThat(page.get(address(answer)).status()).isEqualTo(204);
    }

    @Test
    void showsAHoldOnceAndItsEnd() {
        serverHold.hold(PRIMARY, "connection-refused");
        Visitor.Answer held = page.get(shown);
        assertThat(held.page().select("#queue-hold").text()).contains("Sending resumes once this is fixed");
        queue.mails(1);
        Visitor.Answer counted = page.get(address(held));
        assertThat(counted.page().select("#queue-hold")).isEmpty();
        serverHold.lift(PRIMARY, true);
        assertThat(page.get(address(counted)).page().select("#queue-hold .alert"))
                .isEmpty();
        assertThat(page.get(address(counted)).page().select("#queue-hold")).hasSize(1);
    }

    @Test
    void saysThatItTriesAgainAndThatItIsOver() {
        queue.mails(3);
        serverHold.hold(PRIMARY, "connection-refused");
        String banners = banners(page.get("/deliveries"));
        assertThat(page.get(banners).status()).as("no news").isEqualTo(204);

        queueHold.resume();
        Visitor.Answer trying = page.get(banners);
        assertThat(trying.page().select("[data-banner=queue-held]").text())
                .startsWith("Trying again now, 3 e-mails waiting");
        assertThat(trying.page().select("#banners").attr("hx-trigger")).isEqualTo("every 1s");
        assertThat(page.get(shown).page().select("#queue-hold [data-trying]").text())
                .isEqualTo("Trying again now, 3 e-mails waiting");

        deliver();
        assertThat(page.get(banners(trying)).page().select("#banners").text()).isEmpty();
        assertThat(page.get(banners(trying)).page().select("#banners").attr("hx-get"))
                .isNotEmpty();
    }

    @Test
    void aHeldQueueWithoutMailTriesNothing() {
        serverHold.hold(PRIMARY, "connection-refused");
        queueHold.resume();
        assertThat(page.get("/deliveries")
                        .page()
                        .select("[data-banner=queue-held]")
                        .text())
                .contains("E-mail is on hold");
        assertThat(page.get("/deliveries").page().select("[data-trying]")).isEmpty();
    }

    @Test
    void plainUsersAreToldNothing() {
        Visitor user = signedIn(user().username(), PASSWORD).with("HX-Request", "true");
        assertThat(user.get("/profile").page().select("#banners")).isEmpty();
        assertThat(user.get("/banners").status()).isEqualTo(286);
        assertThat(user.get("/banners").body()).isEmpty();
    }

    private static String banners(Visitor.Answer page) {
        return page.page().select("#banners").attr("hx-get");
    }

    private static String address(Visitor.Answer page) {
        return page.page().select("#queue").attr("hx-get");
    }
}
