package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceReplyTests extends ApplicationTest {

    @ParameterizedTest
    @ValueSource(strings = {"200 ok", "251 forwarding", "254-taken\r\n254 as 4711", "299 2.0.0 ok"})
    void mailIsSentOnceWhateverTwoHundredAcceptsIt(String reply) {
        smtp.on(Phase.FINAL_DOT, Act.accept(reply));
        long mail = queue.mail("a@corp.example");
        deliver();
        assertThat(queue.describe(mail)).isEqualTo("SENT null 1");
        clock.advance(Duration.ofHours(1));
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(jdbc.sql("select reply from delivery_attempt where delivery_id = ?")
                        .param(mail)
                        .query(String.class)
                        .single())
                .isEqualTo(reply.replace("\r", ""));
    }
}
