package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.page.MailStoryTests;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people copy brings characters along that they do not see. */
class CopiedTextTests extends ApplicationTest {

    private static final String WARNING = "password-hides-characters";

    @BeforeEach
    void allowAgain() {
        allowTestsAgain();
        jdbc.sql("delete from rate_limit").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u200b", "\ufeff", "\u3000", "\u200e", "\u2069\t"})
    void anIdentifierIsFoundWithoutThem(String unseen) {
        User user = user();
        for (String identifier : new String[] {user.username(), user.username() + "@corp.example"}) {
            assertThat(forgot(unseen + identifier + unseen).status()).isEqualTo(303);
        }
        deliver();
        assertThat(mailsTo(user)).hasSize(2);
        signedIn(unseen + user.username() + unseen, PASSWORD);
    }

    @Test
    void onesOwnPasswordIsUsedAsTyped() {
        User user = user();
        Visitor visitor = visitor();
        assertThat(visitor.signIn(user.username(), PASSWORD + "\u00a0").status())
                .isEqualTo(422);
        visitor.get(resetLink(user));
        String odd = "\u3000" + NEW_PASSWORD + "\u00a0";
        assertThat(visitor.submit("/reset-password", Map.of("password", odd, "passwordConfirmation", odd))
                        .status())
                .isEqualTo(303);
        assertThat(visitor().signIn(user.username(), NEW_PASSWORD).status()).isEqualTo(422);
        signedIn(user.username(), odd);
    }

    @Test
    void namesAndAddressesOfUsersAreStoredWithoutThem() {
        Visitor root = administrator();
        String name = "copied" + System.nanoTime();
        Visitor.Answer saved = root.submit(
                "/users/new",
                "/users",
                Map.of(
                        "username", name + "\u00a0",
                        "email", "\u200b" + name + "@corp.example\ufeff",
                        "displayName", "\u3000Anna B.\u200f"));
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        assertThat(users.byIdentifier(name)).get().satisfies(user -> {
            assertThat(user.username()).isEqualTo(name);
            assertThat(user.displayName()).isEqualTo("Anna B.");
            assertThat(user.email().orElseThrow().value()).isEqualTo(name + "@corp.example");
        });
    }

    @Test
    void theMailSettingsLoseThemAndTheirPasswordKeepsThem() {
        Visitor root = administrator();
        String odd = "s3cret\u00a0passw0rd\u200b";
        smtp.takingOnly(odd);
        Map<String, String> copied = Map.of(
                "host", "\u00a0127.0.0.1\ufeff",
                "port", smtp.port() + "\u3000",
                "username", "mailer@corp.example\u200b",
                "fromAddress", "\u200emailer@corp.example",
                "password", odd);

        Visitor.Answer tested = MailStoryTests.test(root, copied);
        assertThat(tested.page().select("[data-stage=done]").attr("data-state")).isEqualTo("ok");
        assertThat(smtp.signIns())
                .extracting(ScriptedSmtpServer.SignIn::username, ScriptedSmtpServer.SignIn::password)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("mailer@corp.example", odd));
        assertThat(tested.warnings()).contains(WARNING);

        assertThat(root.submit("/settings/mail", copied).status()).isEqualTo(303);
        assertThat(root.get("/settings/mail").page().select("[name=host]").val())
                .isEqualTo("127.0.0.1");
        assertThat(root.get("/settings/mail").warnings()).contains(WARNING);

        assertThat(root.submit("/settings/mail", Map.of("password", "s3cret passw0rd"))
                        .status())
                .isEqualTo(303);
        assertThat(root.get("/settings/mail").warnings()).doesNotContain(WARNING);
    }

    @Test
    void asksForThePasswordFirstAfterAFailedSignIn() {
        Visitor root = administrator();
        smtp.takingOnly("another");
        for (String password : new String[] {"s3cret-passw0rd\u00a0", "s3cret-passw0rd"}) {
            boolean odd = password.endsWith("\u00a0");
            Map<String, String> fields = Map.of("username", "mailer@corp.example", "password", password);
            Document result = MailStoryTests.test(root, fields).page();
            assertThat(result.select("[data-problem=credentials-rejected]")).hasSize(1);
            assertThat(result.select(".mail-failure").text().contains("Next step: First check the password"))
                    .isEqualTo(odd);

            root.submit("/settings/mail", fields);
            queue.clear();
            forgot(ADMINISTRATOR);
            deliver();
            long id = jdbc.sql("select max(id) from delivery").query(Long.class).single();
            Visitor.Answer history = root.get("/deliveries/" + id);
            assertThat(history.shown()).contains("535 5.7.8");
            assertThat(history.body().contains("First check the password")).isEqualTo(odd);
        }
    }
}
