package io.postern.mail.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the page of a delivery says of the time to come. */
class DeliveryOutlookTests extends ApplicationTest {

    @Test
    void eachWaitIsExplained() {
        smtp.onRecipient("a@partner.example", Act.reply("550 5.7.1 Relaying denied"));
        smtp.onRecipient("a@corp.example", Act.reply("450 4.2.0 Greylisted"));
        smtp.onRecipient("b@corp.example", Act.reply("550 5.1.1 no such user"));
        long domain = queue.mail("a@partner.example");
        long again = queue.mail("a@corp.example");
        long ended = queue.mail("b@corp.example");
        long sent = queue.mail("c@corp.example");
        deliver();
        assertThat(page(domain)).contains("E-mails to partner.example are waiting.", "Next attempt:");
        assertThat(page(again)).contains("This e-mail will be retried automatically.");
        assertThat(page(ended)).contains("The server refused this e-mail for good,");
        assertThat(page(sent)).doesNotContain("What happens next");
        queue.hold("host-unknown");
        assertThat(page(again)).contains("All e-mail is on hold.", "Next attempt:");
        queue.queueHold.pause();
        clock.advance(Duration.ofSeconds(1));
        assertThat(page(again)).contains("The queue is paused. This e-mail waits");
    }

    private String page(long delivery) {
        return administrator().get("/deliveries/" + delivery).shown();
    }
}
