package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.crypto.RandomToken;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The token in a mailed link: what it is, and what is not it. */
class ResetTokenTests extends ResetLinkFixture {

    @Autowired
    private LinkTokens tokens;

    @Tag("case-21")
    @Test
    void tokensAreRandomThroughout() {
        User user = user();
        List<String> minted = IntStream.range(0, 1000)
                .mapToObj(i -> TokenFixture.stored(tokens, LinkPurpose.RESET, user, Duration.ofMinutes(1)))
                .toList();

        assertThat(new HashSet<>(minted)).hasSize(1000);
        assertThat(minted).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
        for (int index = 0; index < 32; index++) {
            Set<Byte> values = new HashSet<>();
            for (String token : minted) {
                values.add(Base64.getUrlDecoder().decode(token)[index]);
            }
            // Of 256 values, 1,000 draws leave out five on average.
            assertThat(values).as("byte %d", index).hasSizeGreaterThan(220);
        }
    }

    @Tag("case-22")
    @Test
    void theTokenIsNowhereInTheDatabase() {
        User user = user();
        String typed = user.username();
        forgot(typed);
        String asked = dump();
        deliver();
        String token = token(mailsTo(user).get(0));
        String sent = dump();

        assertThat(asked).contains("LINK_TOKEN").doesNotContain("token=");
        assertThat(sent).doesNotContain(token).doesNotContain("token=");
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        assertThat(sent.toLowerCase(Locale.ROOT))
                .doesNotContain(java.util.HexFormat.of().formatHex(bytes))
                .doesNotContain(Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .toLowerCase(Locale.ROOT));
        visitor().get(PAGE + "?token=" + token);
        assertThat(dump()).doesNotContain(token);
        assertThat(jdbc.sql("select reference from delivery")
                        .query((row, n) -> "" + row.getString(1))
                        .list())
                .containsExactly("null");
    }

    @Tag("case-32")
    @Test
    void everythingThatIsNotTheTokenIsAnsweredAlike() {
        User user = user();
        String link = resetLink(user);
        String token = link.split("=")[1];
        char first = token.charAt(0);
        String flipped = (first == 'A' ? 'B' : 'A') + token.substring(1);
        Set<String> pages = new HashSet<>();
        for (String wrong : List.of(
                flipped,
                token.substring(1),
                token.substring(0, 42),
                token + "A",
                token + "=",
                swapCase(token),
                "",
                "%0A",
                "..%2F..%2F",
                "'%20or%20'1'='1",
                "%F0%9F%94%91".repeat(43),
                token.repeat(40))) {
            Visitor visitor = visitor();
            Visitor.Answer opened = visitor.get(PAGE + "?token=" + wrong);
            assertThat(opened.status()).as(wrong).isEqualTo(400);
            pages.add(opened.body());
            String csrf = Visitor.encode(visitor.csrf("/login"));
            Visitor.Answer sent = visitor.postRaw(
                    PAGE,
                    "token=" + wrong + "&password=" + Visitor.encode(NEW_PASSWORD) + "&passwordConfirmation="
                            + Visitor.encode(NEW_PASSWORD) + "&_csrf=" + csrf);
            assertThat(sent.status()).as(wrong).isEqualTo(400);
            pages.add(sent.body());
        }
        for (String malformed :
                List.of("token=" + token + "%00", "token=" + token + "&token=" + token, "token[]=" + token)) {
            assertThat(visitor().get(PAGE + "?" + malformed).status()).isEqualTo(400);
        }
        assertThat(pages).hasSize(1);
        assertAlive(link);
    }

    @Tag("case-33")
    @Test
    void aLinkServesItsOwnPurposeOnly() {
        User invited = users.create(new UserData("invited" + UUID.randomUUID(), null, "Invited", Role.USER, null));
        String invitation =
                "?token=" + TokenFixture.stored(tokens, LinkPurpose.INVITATION, invited, Duration.ofDays(1));
        String reset = "?token=" + TokenFixture.stored(tokens, LinkPurpose.RESET, invited, Duration.ofDays(1));

        assertDead("/reset-password" + invitation);
        assertDead("/invitation" + reset);
        assertAlive("/reset-password" + reset);
        assertAlive("/invitation" + invitation);
        Visitor crossing = opened("/invitation" + invitation);
        Map<String, String> form = Visitor.filled(crossing.get("/invitation"), "/invitation", passwords(NEW_PASSWORD));
        assertThat(crossing.post("/reset-password", form).status()).isEqualTo(400);
        assertThat(crossing.post("/invitation", form).status()).isEqualTo(303);
    }

    @Tag("case-34")
    @Test
    void thereIsNoWayAroundTheToken() {
        User user = user();
        resetLink(user);
        Visitor visitor = visitor();
        String csrf = visitor.csrf("/login");

        assertThat(visitor.get(PAGE).status()).isEqualTo(400);
        for (String extra : List.of("token", "username", "user", "id")) {
            assertThat(visitor.post(
                                    PAGE,
                                    Map.of(
                                            extra,
                                            extra.equals("id") ? user.id().toString() : user.username(),
                                            "password",
                                            NEW_PASSWORD,
                                            "passwordConfirmation",
                                            NEW_PASSWORD,
                                            "_csrf",
                                            csrf))
                            .status())
                    .isEqualTo(400);
        }
        signedIn(user.username(), PASSWORD);
    }

    @Tag("case-34")
    @Test
    void theCookieAloneSetsNoPassword() {
        Visitor owner = opened(resetLink(user()));

        assertThat(owner.submit(
                                PAGE,
                                Map.of("token", "", "password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD))
                        .status())
                .isEqualTo(400);
    }

    @Tag("case-38")
    @Test
    void guessingIsThrottledAndTheRealLinkWorksThroughout() {
        User user = user();
        String link = resetLink(user);
        Visitor guesser = visitor();
        Map<String, String> form = new HashMap<>(passwords(NEW_PASSWORD));
        form.put("_csrf", guesser.csrf("/login"));
        int throttled = 0;
        for (int i = 0; i < 1000; i++) {
            String guess = RandomToken.create();
            form.put("token", guess);
            Visitor.Answer answer = i % 2 == 0 ? guesser.get(PAGE + "?token=" + guess) : guesser.post(PAGE, form);
            assertThat(answer.status()).isIn(400, 429);
            if (answer.status() == 429) {
                throttled++;
                assertThat(answer.body())
                        .contains("Too many requests", "Wait a few minutes")
                        .doesNotContain("This link doesn’t work", guess);
                assertThat(answer.response().headers().firstValue("Retry-After"))
                        .hasValue("900");
            }
            if (i % 100 == 0) {
                assertThat(guesser.get(link).status()).isEqualTo(303);
            }
        }
        assertThat(throttled).isGreaterThan(900);
        guesser.get(link);
        assertThat(guesser.submit(PAGE, passwords(NEW_PASSWORD)).status()).isEqualTo(303);
    }

    private String dump() {
        return String.join("\n", jdbc.sql("script").query(String.class).list());
    }

    private static String token(ReceivedMail mail) {
        return link(mail).split("=")[1];
    }

    private static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.chars()
                .forEach(c -> swapped.append(
                        (char) (Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))));
        return swapped.toString();
    }
}
