package io.postern.tryout;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.postern.PosternApplication;
import io.postern.testing.Visitor;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the README promises of the try-out. */
@SpringBootTest(
        classes = PosternApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "postern.public-url=http://localhost",
            "postern.admin.username=" + TryOut.ADMINISTRATOR,
            "postern.admin.email=ada@postern.example",
            "postern.admin.password=" + TryOut.PASSWORD
        })
@Import(TryOut.class)
class TryOutIT {

    @LocalServerPort
    private int port;

    @Autowired
    private GreenMail server;

    /** The webhook needs to know it before the server listens. */
    @DynamicPropertySource
    static void choosePort(DynamicPropertyRegistry properties) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            properties.add("server.port", () -> port);
        }
    }

    @Test
    void theSignInPageOffersAccountsThatWork() {
        Visitor visitor = new Visitor(port);
        Document page = visitor.get("/login").page();

        List<Element> offered = page.select("main [data-demo-account]");
        assertThat(offered).hasSize(4);
        Visitor browser = new Visitor(port).with("Accept", "*/*");
        assertThat(browser.get(page.select("main script").attr("src")).body()).contains("data-demo-account");
        assertThat(visitor.signIn("ada", "wrong password").page().select("main [data-demo-account]"))
                .hasSize(4);
        for (Element account : offered) {
            Visitor.Answer answer =
                    new Visitor(port).signIn(account.attr("data-demo-account"), account.attr("data-password"));
            assertThat(answer.status()).as(account.text()).isEqualTo(303);
        }
    }

    @Test
    void itsPagesSpeakGermanToo() {
        Visitor visitor = new Visitor(port).with("Accept-Language", "de");
        assertThat(visitor.get("/login")
                        .page()
                        .select("[data-demo-account=otto] span")
                        .text())
                .isEqualTo("Operator: Meldungen und Zustellungen");
        Document mails = visitor.get("/tryout/mails").page();
        assertThat(mails.select("html").attr("lang")).isEqualTo("de");
        assertThat(mails.select("main").text()).contains("Empfangene E-Mails", "Der Mailserver läuft. Anhalten");
        assertThat(mails.title()).isEqualTo("Empfangene E-Mails");
        assertThat(visitor.get("/tryout/calls").page().select("main").text()).contains("Was der Webhook gemeldet hat");
    }

    @Test
    void receivedMailsStandNewestFirstWithSenderAndTime() throws InterruptedException {
        Visitor visitor = new Visitor(port);
        for (String name : List.of("grete", "otto", "grete")) {
            int before = server.getReceivedMessages().length;
            visitor.submit("/forgot-password", Map.of("identifier", name));
            assertThat(server.waitForIncomingEmail(10_000, before + 1)).isTrue();
            // The Date of a mail knows no parts of a second.
            Thread.sleep(1100);
        }

        Document page = visitor.get("/tryout/mails").page();

        assertThat(page.select("article p").eachText()).hasSize(3).allSatisfy(head -> assertThat(head)
                .contains("postern@postern.example →", "UTC"));
        assertThat(page.select("article p").eachText().stream().map(head -> head.replaceAll(".*→ (\\w+)@.*", "$1")))
                .containsExactly("grete", "otto", "grete");
        assertThat(page.select("article time").eachAttr("datetime")).isSortedAccordingTo((a, b) -> b.compareTo(a));
        String html = page.select("article a[href*=html]").first().attr("href");
        assertThat(visitor.get(html).page().select("h1").text()).contains("Passwort");
        assertThat(visitor.get("/tryout/mails/html?id=x").status()).isEqualTo(404);
    }
}
