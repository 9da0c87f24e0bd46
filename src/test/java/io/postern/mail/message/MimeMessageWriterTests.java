package io.postern.mail.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.SmtpAccount;
import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.smtp.Accounts;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.net.EmailAddress;
import io.postern.outbound.Cancellation;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeMessageWriterTests {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Tag("case-87")
    @Test
    void aMailHasEverythingThatAMailNeeds() throws MessagingException {
        String text = "Grüße\n.\nhttps://corp.example/reset?token=abc_-def=\n" + "ä".repeat(2000);
        String html = "<p>Grüße</p>\r\n" + "x".repeat(2000);

        ReceivedMail received = received("Größe", text, html, "Jürgen „Postern“ <x>");

        assertThat(received.message().getFrom()).singleElement().satisfies(from -> {
            assertThat(((InternetAddress) from).getPersonal()).isEqualTo("Jürgen „Postern“ <x>");
            assertThat(((InternetAddress) from).getAddress()).isEqualTo("postern@corp.example");
        });
        assertThat(received.header("Date")).isEqualTo("Tue, 24 Nov 2026 11:59:00 +0000");
        assertThat(received.messageId()).isEqualTo("<id@corp.example>");
        assertThat(received.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(received.header("X-Auto-Response-Suppress")).isEqualTo("All");
        assertThat(received.raw()).as("it can't be declined").doesNotContain("List-Unsubscribe");
        assertThat(received.header("MIME-Version")).isEqualTo("1.0");
        assertThat(received.header("To")).isEqualTo("a@corp.example");
        assertThat(received.header("Content-Type")).startsWith("multipart/alternative");
        assertThat(received.subject()).isEqualTo("Größe");
        assertThat(received.text()).isEqualToNormalizingNewlines(text);
        assertThat(received.html()).isEqualToNormalizingNewlines(html);
        assertThat(received.raw().lines())
                .allMatch(line -> line.length() <= 998 && line.chars().allMatch(c -> c < 128));
    }

    @Tag("case-82")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: evil@evil.example",
                "a\nBcc: evil@evil.example",
                "a\rBcc: evil@evil.example",
                "a\u0000b",
                "a\u0085Bcc: evil@evil.example",
                "=?UTF-8?Q?a=0D=0ABcc:_evil@evil.example?=",
                "😀 emoji and \u202e bidi",
                "\"quoted\\\" <evil@evil.example>",
                "a,b;c:d",
                "x"
            })
    void textStaysInItsHeader(String text) throws MessagingException {
        ReceivedMail received = received(text, "t", "h", text);

        String clean = text.replaceAll("[\\r\\n\\x00\\x85]+", " ");
        assertThat(received.subject()).isEqualTo(clean);
        assertThat(received.message().getFrom()).singleElement().satisfies(from -> assertThat(
                        ((InternetAddress) from).getPersonal())
                .isEqualTo(clean));
        assertThat(received.message().getHeader("Bcc")).isNull();
        assertThat(received.recipients()).containsExactly("a@corp.example");
        assertThat(server.lines()).filteredOn(line -> line.startsWith("RCPT")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Corp IT            | Corp IT
            Corp. (IT) & more? | "Corp. (IT) & more?"
            a "b" \\c          | "a \\"b\\" \\\\c"
            """)
    void whatIsAsciiIsNotEncoded(String name, String phrase) {
        ReceivedMail received = received(name, "t", "h", name);

        assertThat(received.header("Subject")).isEqualTo(name);
        assertThat(received.raw()).contains("From: " + phrase + "\r\n <postern@corp.example>\r\n");
    }

    @Tag("case-82")
    @ParameterizedTest
    @ValueSource(strings = {"x", "long ", "two  blanks ", "ä", "😀"})
    void longTextIsFolded(String piece) throws MessagingException {
        String text = piece.repeat(3000 / piece.length()).strip();
        ReceivedMail received = received(text, "t", "h", null);

        assertThat(received.subject()).isEqualTo(text);
        assertThat(received.raw().lines()).allMatch(line -> line.length() <= 78);
    }

    private ReceivedMail received(String subject, String text, String html, String displayName) {
        SmtpAccount.Sender from =
                new SmtpAccount.Sender(new EmailAddress("postern@corp.example"), displayName, null, null);
        OutgoingMail mail = OutgoingMail.of(
                from,
                new EmailAddress("a@corp.example"),
                "<id@corp.example>",
                Instant.parse("2026-11-24T11:59:00Z"),
                subject,
                text,
                html,
                null);
        assertThat(Accounts.at(server)
                        .sender()
                        .test(mail, report -> {}, new Cancellation())
                        .outcome())
                .isInstanceOf(SendOutcome.Accepted.class);
        return server.accepted().get(server.accepted().size() - 1);
    }
}
