package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.diagnosis.KnownReply;
import io.postern.mail.page.MailStoryTests;
import io.postern.mail.smtp.Act;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What real servers said, which the known replies begin with: to the test page, and to the queue. */
class PlayedQueueTests extends ApplicationTest {

    private static final int REAL = 29;
    private static final String USERNAME = "postern@corp.example";

    private final List<KnownReply> replies = KnownReply.all().limit(REAL).toList();

    @Test
    void theTestPageUnderstandsThem() {
        Visitor administrator = administrator();
        SoftAssertions all = new SoftAssertions();
        for (KnownReply known : replies) {
            smtp.on(known.phase(), known.act());
            Map<String, String> fields = new HashMap<>();
            if (known.signIn().equals("password")) {
                fields.putAll(Map.of("username", USERNAME, "password", "s3cret-Passw0rd"));
            }
            allowTestsAgain();
            Element failed = MailStoryTests.test(administrator, fields).page().selectFirst("[data-problem]");
            all.assertThat(failed == null ? null : failed.attr("data-problem") + " " + failed.attr("data-retry"))
                    .as(known.text())
                    .isEqualTo(known.problem() + " " + known.retry().code());
            smtp.on(known.phase(), Act.behave());
        }
        all.assertAll();
    }

    @Test
    void theQueueActsOnThem() {
        SoftAssertions all = new SoftAssertions();
        for (KnownReply known : replies) {
            if (known.signIn().equals("password")) {
                mailSettings.signingIn(smtp.port(), USERNAME, "s3cret-Passw0rd");
            } else {
                mailSettings.plain("127.0.0.1", smtp.port(), USERNAME);
            }
            queue.clear();
            smtp.on(known.phase(), known.act());
            long mail = queue.mail("a@one.example");
            queue.mail("b@two.example");
            deliver();
            String state = jdbc.sql("select state from delivery where id = ?")
                            .param(mail)
                            .query(String.class)
                            .single()
                    + (queue.isFlowing() ? " flowing" : " held");
            all.assertThat(state)
                    .as(known.text())
                    .isEqualTo(
                            switch (known.retry()) {
                                case CONFIGURATION -> "QUEUED held";
                                case TEMPORARY -> "QUEUED flowing";
                                case RECIPIENT -> "FAILED flowing";
                            });
            all.assertThat(jdbc.sql("select problem from delivery_attempt where delivery_id = ?")
                            .param(mail)
                            .query(String.class)
                            .list())
                    .as(known.text())
                    .containsExactly(known.problem());
            smtp.on(known.phase(), Act.behave());
        }
        all.assertAll();
        assertThat(replies).hasSize(REAL);
    }
}
