package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class SystemPageTests extends ApplicationTest {

    @Test
    void administratorsSeeHowTheProcessStands() {
        Document page = administrator().get("/settings/system").page();
        assertThat(text(page, "database")).startsWith("H2 ");
        assertThat(text(page, "public-address")).isEqualTo("https://postern.example");
        assertThat(text(page, "java")).isEqualTo(Runtime.version().toString());
        assertThat(page.select("[data-system=key]").attr("data-state")).isEqualTo("ok");
        assertThat(page.select("[data-system=mail]").attr("data-state")).isEqualTo("ok");
        assertThat(page.select(".settings-tabs [aria-current]").attr("href")).isEqualTo("/settings/system");
    }

    @Test
    void nobodyElseDoes() {
        assertThat(signedIn(user(Role.OPERATOR).username(), PASSWORD)
                        .get("/settings/system")
                        .status())
                .isEqualTo(403);
        assertThat(signedIn(user().username(), PASSWORD).get("/settings/system").status())
                .isEqualTo(403);
        assertThat(visitor().get("/settings/system").status()).isEqualTo(302);
    }

    @Test
    void showsAnOutagesCauseAndNextAttempt() {
        smtp.on(Phase.GREETING, Act.reply("554 5.3.2 not now"));
        forgot(user().username());
        deliver();
        Document page = administrator().get("/settings/system").page();
        assertThat(page.select("[data-system=mail]").attr("data-state")).isEqualTo("held");
        assertThat(page.select("[data-problem=greeting-refused]").text()).isNotBlank();
        assertThat(text(page, "queued")).isEqualTo("1");
    }

    @Test
    void hidesTheKeyAndTheDatabasePassword() {
        Visitor.Answer answer = administrator().get("/settings/system");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(SECRET_KEY, "jdbc:");
    }

    private static String text(Document page, String what) {
        return page.select("[data-system=" + what + "]").text();
    }
}
