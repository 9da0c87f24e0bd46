package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for a link: who gets one. */
class ResetRequestTests extends ApplicationTest {

    @Tag("case-1")
    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "silent", "missing"})
    void answersAlikeWhateverBecomesOfTheMail(String mail) {
        switch (mail) {
            case "down" -> smtp.close();
            case "silent" -> smtp.on(Phase.GREETING, Act.hang());
            case "missing" -> jdbc.sql("update mail_settings set host = null").update();
            default -> assertThat(smtp.accepted()).isEmpty();
        }
        User known = user();
        User disabled = user();
        users.disable(disabled.id());
        List<List<String>> answers = Stream.of(
                        known.username(),
                        known.email().orElseThrow().value(),
                        "nobody" + UUID.randomUUID(),
                        "nobody" + UUID.randomUUID() + "@corp.example",
                        disabled.username(),
                        withoutAddress().username())
                .map(this::masked)
                .toList();

        assertThat(answers.get(0).get(0)).startsWith("303");
        assertThat(answers.get(0).get(1)).startsWith("200");
        assertThat(answers).allMatch(answers.get(0)::equals);
    }

    @Tag("case-1")
    @Test
    void nobodyButTheKnownUserGetsAMail() {
        User known = user();
        User disabled = user();
        users.disable(disabled.id());

        Stream.of(
                        known.username(),
                        "nobody@corp.example",
                        disabled.username(),
                        withoutAddress().username())
                .forEach(this::forgot);
        deliver();

        assertThat(smtp.accepted()).hasSize(1);
        assertThat(mailsTo(known)).hasSize(1);
        assertThat(queue.states("password-reset")).containsExactly("SENT", "DROPPED", "DROPPED", "DROPPED");
    }

    @Tag("case-8")
    @Test
    void lookAlikesMatchNobody() {
        User mike = users.byIdentifier("mike").orElseGet(() -> user("mike", Role.USER, null));

        for (String typed : List.of(
                "mıke@corp.example",
                "mïke@corp.example",
                "ｍｉｋｅ@corp.example",
                "mike@ｃｏｒｐ.example1",
                "mİke@corp.example")) {
            forgot(typed);
        }
        deliver();
        assertThat(smtp.accepted()).isEmpty();

        // U+212A, the Kelvin sign, is K in NFC.
        forgot("mi\u212Ae@corp.example");
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
        assertThat(smtp.accepted().get(0).recipients())
                .containsExactly(mike.email().orElseThrow().value());
    }

    @Tag("case-9")
    @Test
    void mailsTheStoredAddressWhateverTheSpelling() {
        User user = users.createWithPassword(
                new UserData("Casey", new EmailAddress("Casey.Jones@corp.example"), "Casey", Role.USER, null),
                users.encode(PASSWORD));

        forgot("  CASEY.JONES@CORP.EXAMPLE ");
        deliver();
        forgot("cAsEy");
        deliver();

        assertThat(smtp.lines().stream().filter(line -> line.startsWith("RCPT")))
                .hasSize(2)
                .allMatch(line -> line.contains("<Casey.Jones@corp.example>"));
        assertThat(mailsTo(user)).hasSize(2);
    }

    @Tag("case-14")
    @Test
    void capsAFloodForOneUser() {
        User victim = user();
        User other = user();
        for (int i = 0; i < 50; i++) {
            assertThat(forgot(victim.username()).status()).isEqualTo(303);
        }
        forgot(other.username());
        deliver();

        assertThat(mailsTo(victim)).hasSize(3);
        assertThat(mailsTo(other)).hasSize(1);
        signedIn(victim.username(), PASSWORD);
    }

    @Tag("case-18")
    @Test
    void aDisabledUserGetsNothing() {
        User user = user();
        users.disable(user.id());

        assertThat(forgot(user.username()).status()).isEqualTo(303);
        deliver();

        assertThat(smtp.accepted()).isEmpty();
        assertThat(jdbc.sql("select reason from delivery").query(String.class).single())
                .isEqualTo("disabled");
    }

    @Tag("case-19")
    @Test
    void hidesTheLinkFromTheAdministrator() {
        User victim = user();
        Visitor administrator = administrator();

        administrator.submit("/forgot-password", Map.of("identifier", victim.username()));
        deliver();
        String token = link(mailsTo(victim).get(0)).split("=")[1];

        long id = jdbc.sql("select id from delivery").query(Long.class).single();
        for (String page :
                List.of("/deliveries", "/deliveries/" + id, "/users/" + victim.id(), "/audit", "/audit.csv")) {
            Visitor.Answer answer = administrator.get(page);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain(token).doesNotContain("token=");
        }
    }

    @Tag("case-102")
    @Test
    void dropsARequestNotSentInItsLife() {
        User user = user();
        forgot(user.username());
        clock.advance(java.time.Duration.ofMinutes(30).plusSeconds(1));
        queue.dropExpired();
        deliver();

        assertThat(smtp.accepted()).isEmpty();
        assertThat(queue.states("password-reset")).containsExactly("DROPPED");
        assertThat(jdbc.sql("select reason from delivery").query(String.class).single())
                .isEqualTo("expired");
    }

    private User withoutAddress() {
        return users.createWithPassword(
                new UserData("noaddress" + UUID.randomUUID(), null, "No Address", Role.USER, null),
                users.encode(PASSWORD));
    }

    /** All that can be seen of a request, without what is random by design. */
    private List<String> masked(String identifier) {
        Visitor visitor = visitor();
        Visitor.Answer asked = visitor.submit("/forgot-password", Map.of("identifier", identifier));
        Visitor.Answer shown = visitor.get(asked.location());
        return List.of(
                masked(asked),
                masked(shown),
                String.valueOf(visitor.cookies().stream()
                        .map(cookie -> cookie.getName() + cookie.getPath() + cookie.getMaxAge() + cookie.isHttpOnly())
                        .toList()));
    }

    private static String masked(Visitor.Answer answer) {
        Map<String, List<String>> headers =
                new HashMap<>(answer.response().headers().map());
        headers.remove("date");
        headers.computeIfPresent("set-cookie", (name, values) -> values.stream()
                .map(value -> value.replaceFirst("^CSRF=[^;]+", "CSRF=masked"))
                .toList());
        String body = answer.body().replaceAll("(name=\"_csrf\" value=\")[^\"]+", "$1masked");
        return answer.status() + " " + new java.util.TreeMap<>(headers) + "\n" + body;
    }
}
