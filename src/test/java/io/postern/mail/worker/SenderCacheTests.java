package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** What a class gets that injects Spring's sender. */
class SenderCacheTests extends ApplicationTest {

    @Autowired
    private JavaMailSender sender;

    @Test
    void springsSenderFollowsTheStoredSettings() {
        sender.send(message("a@corp.example"));
        assertThat(smtp.accepted()).flatExtracting(ReceivedMail::recipients).containsExactly("a@corp.example");
        try (ScriptedSmtpServer other = ScriptedSmtpServer.start()) {
            mailSettings.plain("127.0.0.1", other.port(), "postern@postern.example");
            sender.send(message("b@corp.example"));
            assertThat(other.accepted())
                    .flatExtracting(ReceivedMail::recipients)
                    .containsExactly("b@corp.example");
        }
    }

    @Test
    void springsSenderTellsWhichMessageWasRefused() {
        smtp.on(Phase.RCPT, Act.behave(), Act.reply("550 5.1.1 no such user"));
        SimpleMailMessage taken = message("a@corp.example");
        SimpleMailMessage refused = message("b@corp.example");
        assertThatThrownBy(() -> sender.send(taken, refused))
                .isInstanceOfSatisfying(MailSendException.class, failed -> assertThat(failed.getFailedMessages())
                        .hasSize(1)
                        .hasEntrySatisfying(refused, why -> assertThat(why).hasMessageContaining("recipient-unknown")));
        assertThat(smtp.connections()).isEqualTo(1);
    }

    private static SimpleMailMessage message(String to) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("postern@postern.example");
        message.setTo(to);
        message.setSubject("Hello");
        message.setText("Hello");
        return message;
    }
}
