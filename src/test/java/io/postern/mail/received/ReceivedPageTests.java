package io.postern.mail.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.domain.KnownSelectors;
import io.postern.mail.page.MailStoryTests;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Settings &gt; Mail &gt; Check the received message. */
class ReceivedPageTests extends ApplicationTest {

    private static final String PAGE = "/settings/mail/received";
    private static final String TO = "probe@corp.example";

    @Autowired
    private SeenSelectors selectors;

    private Visitor administrator;

    @BeforeEach
    void begin() {
        allowTestsAgain();
        administrator = administrator();
    }

    @Test
    void aTestMailIsCheckedAsItsReceiverSawIt() {
        String source = Received.message("gmail.eml", sentTest().messageId());
        Visitor.Answer answer = check(source);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page().select("[data-finding]").eachAttr("data-finding"))
                .containsExactly("entry", "spf", "dkim", "dmarc", "alignment", "results", "tls", "transit", "junk");
        assertThat(answer.page().select("[data-finding=dkim]").attr("data-verdict"))
                .isEqualTo("ok");
        assertThat(answer.page().select("[data-finding=dkim] pre").text()).contains("header.s=mail26");
        assertThat(answer.page().select("[data-hop][data-entry=true]").attr("data-hop"))
                .isEqualTo("mx.google.com");
        assertThat(answer.page().select("[data-error-for]")).isEmpty();
        assertThat(selectors.of("corp.example"))
                .extracting(KnownSelectors.Selector::selector)
                .containsExactly("mail26");
        assertThat(visitor().get(PAGE).location()).endsWith("/login");
    }

    @Test
    void anyMailOfThisInstallationIsKnown() {
        resetLink(users.byIdentifier(user().username()).orElseThrow());
        String id = smtp.accepted().get(0).messageId();
        assertThat(check(Received.message("postfix.mbox", id)).page().select("[data-finding=spf][data-verdict=ok]"))
                .hasSize(1);
    }

    @Tag("case-126")
    @Test
    void anotherInstallationsMessageIsRefused() {
        String ours = sentTest().messageId();
        for (String id : new String[] {
            "<0f9a4c1e-7b1d-4a53-9c35-3f1f4d8f6a10@postern.example>",
            ours.replace("@postern.example", "@corp.example"),
            ours.replaceFirst("[0-9a-f]", "f0"),
            ours.replaceFirst("\\.[0-9a-f]", ".f").equals(ours)
                    ? ours.replaceFirst("\\.[0-9a-f]", ".0")
                    : ours.replaceFirst("\\.[0-9a-f]", ".f"),
            "<x>"
        }) {
            Visitor.Answer answer = check(Received.message("gmail.eml", id));
            assertThat(answer.status()).as(id).isEqualTo(422);
            assertThat(answer.error("source").orElseThrow()).contains("did not send this message");
            assertThat(answer.page().select("[data-finding]")).isEmpty();
        }
    }

    @Test
    void saysWhatIsNoMessage() {
        String message = Received.message("gmail.eml", sentTest().messageId());
        assertThat(error("")).contains("Paste");
        assertThat(error("Hello, is this it?")).contains("header of a message");
        assertThat(error(message + "\u0000\u0001")).contains("binary");
        assertThat(error("%PDF-1.7\n\u0001\u0002")).contains("binary");
        assertThat(error(message.replace("Message-ID:", "X-Id:"))).contains("Message-ID");
    }

    @Test
    void takesUpTo256KilobytesHoweverTheyAreEncoded() {
        String message = Received.message("gmail.eml", sentTest().messageId());
        int room = 256 * 1024 - message.length();
        assertThat(check(message + "=".repeat(room)).status()).isEqualTo(200);
        assertThat(error(message + "=".repeat(room + 1))).contains("256 kB");
        assertThat(error(message + "a".repeat(300_000))).contains("256 kB");
        assertThat(check(message + "a".repeat(1_100_000)).status()).isEqualTo(413);
        assertThat(administrator
                        .post("/settings/mail", Map.of("host", "a".repeat(300_000)))
                        .status())
                .isEqualTo(413);
        assertThat(visitor().post(PAGE, Map.of("source", "a".repeat(300_000))).status())
                .isEqualTo(413);
    }

    @Tag("case-61")
    @Test
    void whatTheMessageSaysIsEscapedAndCut() {
        String source = Received.message("gmail.eml", sentTest().messageId())
                .replace("dkim=pass header", "dkim=fail (<script>alert(1)</script>" + "x".repeat(9000) + ") header");
        String html = check(source).body();
        assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThat(html.split("data-finding=\"dmarc\"")[0].split("data-finding=\"dkim\"")[1])
                .hasSizeLessThan(5000);
    }

    @Test
    void forTheBoxTheAnswerIsAFragment() {
        sentTest();
        Visitor box = administrator.with("HX-Request", "true");
        String html = box.submit(PAGE, Map.of("source", "x")).body();
        assertThat(html).contains("data-error-for=\"source\"").doesNotContain("<html");
        assertThat(administrator()
                        .get("/settings/mail")
                        .page()
                        .select("textarea[name=source]")
                        .attr("form"))
                .isEqualTo("received-form");
    }

    private ReceivedMail sentTest() {
        MailStoryTests.test(administrator, Map.of("recipient", TO));
        return smtp.acceptedFor(TO).get(0);
    }

    private Visitor.Answer check(String source) {
        return administrator.submit(PAGE, Map.of("source", source));
    }

    private String error(String source) {
        Visitor.Answer answer = check(source);
        assertThat(answer.status()).isEqualTo(422);
        return answer.error("source").orElseThrow();
    }
}
