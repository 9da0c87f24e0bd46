package io.postern.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.smtp.Act;
import io.postern.smtp.ReceivedMail;
import io.postern.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.AccountData;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The mailed link: what it is, how long it lives and what ends it. */
class ResetLinkTests extends ApplicationTest {

    private static final String PAGE = "/reset-password";

    @Autowired
    private LinkTokens tokens;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void case21_tokensAreRandomThroughout() {
        User user = user();
        List<String> minted = IntStream.range(0, 1000)
                .mapToObj(i -> tokens.mint(LinkPurpose.RESET, user.id(), null, Duration.ofMinutes(1)))
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

    @Test
    void case22_theTokenIsNowhereInTheDatabase() {
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

    @Test
    void case23_aLinkWorksOnce() {
        User user = user();
        Visitor owner = opened(resetLink(user));
        Visitor other = new Visitor(port).with("X-Forwarded-For", "192.0.2.77");
        Map<String, String> form = Visitor.filled(owner.get(PAGE), PAGE, passwords("a stranger wrote these words"));

        assertThat(owner.submit(PAGE, passwords(NEW_PASSWORD)).status()).isEqualTo(303);
        assertThat(owner.post(PAGE, form).status()).isEqualTo(400);
        form.put("_csrf", other.csrf("/login"));
        assertThat(other.post(PAGE, form).status()).isEqualTo(400);

        signedIn(user.username(), NEW_PASSWORD);
    }

    @Test
    void case26_theOlderLinkDiesWhenTheNewerMailIsAcceptedAndNotBefore() {
        User user = user();
        String first = resetLink(user);
        forgot(user.username());
        assertAlive(first);
        smtp.on(Phase.FINAL_DOT, Act.reply("451 4.3.0 later"));
        deliver();
        assertAlive(first);

        smtp.on(Phase.FINAL_DOT, Act.behave());
        clock.advance(Duration.ofMinutes(2));
        deliver();
        assertThat(mailsTo(user)).hasSize(2);
        String second = link(mailsTo(user).get(1));
        assertDead(first);
        assertAlive(second);

        assertThat(opened(second).submit(PAGE, passwords(NEW_PASSWORD)).status())
                .isEqualTo(303);
        assertDead(first);
        assertDead(second);
        assertThat(jdbc.sql("select count(*) from link_token where user_id = ?")
                        .param(user.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void case27_aLinkLivesAsLongAsItsMailSays() {
        User user = user();
        String link = resetLink(user);
        assertThat(mailsTo(user).get(0).text()).contains("for 30 minutes");

        clock.advance(timeLeft(user).minusSeconds(1));
        assertAlive(link);
        clock.advance(Duration.ofSeconds(2));
        assertDead(link);
    }

    @Test
    void case102_aLinkMintedLateLivesAsLong() {
        User user = user();
        forgot(user.username());
        clock.advance(Duration.ofMinutes(29));
        deliver();
        String link = link(mailsTo(user).get(0));

        clock.advance(Duration.ofMinutes(29));
        assertThat(opened(link).submit(PAGE, passwords(NEW_PASSWORD)).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "address", "disabled", "disabled and enabled", "deleted"})
    void case29_aChangeOfTheAccountEndsTheLink(String change) {
        User user = user();
        String link = resetLink(user);
        Visitor halfway = opened(link);
        Map<String, String> form = Visitor.filled(halfway.get(PAGE), PAGE, passwords(NEW_PASSWORD));
        Visitor administrator = administrator();
        String page = "/users/" + user.id();
        switch (change) {
            case "password" -> changeOwnPassword(user);
            case "address" ->
                assertThat(administrator
                                .submit(
                                        page,
                                        Map.of(
                                                "email",
                                                "new-"
                                                        + user.email()
                                                                .orElseThrow()
                                                                .value()))
                                .status())
                        .isEqualTo(303);
            case "disabled" -> users.disable(user.id());
            case "disabled and enabled" -> {
                users.disable(user.id());
                users.enable(user.id());
            }
            default -> users.delete(user.id());
        }

        assertDead(link);
        assertThat(halfway.get(PAGE).status()).isEqualTo(400);
        assertThat(halfway.post(PAGE, form).status()).isEqualTo(400);
    }

    @Test
    void case30_lookingAtALinkDoesNotUseIt() {
        User user = user();
        String link = resetLink(user);
        Visitor scanner = visitor();

        for (int i = 0; i < 10; i++) {
            assertThat(scanner.get(link).status()).isEqualTo(303);
            assertThat(scanner.get(PAGE).status()).isEqualTo(200);
        }
        assertThat(scanner.send("HEAD", link).status()).isEqualTo(303);
        assertThat(scanner.send("OPTIONS", link).status()).isLessThan(500);
        assertThat(new Visitor(port).with("Sec-Purpose", "prefetch").get(link).status())
                .isEqualTo(303);
        assertThat(scanner.get(PAGE).body()).doesNotContain("<script>").doesNotContain("autofocus onfocus");

        assertThat(opened(link).submit(PAGE, passwords(NEW_PASSWORD)).status()).isEqualTo(303);
    }

    @Test
    void case32_everythingThatIsNotTheTokenIsAnsweredAlike() {
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
                token + "%20",
                "%20" + token,
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

    @Test
    void case33_aLinkServesItsOwnPurposeOnly() {
        User invited = users.create(new AccountData("invited" + UUID.randomUUID(), null, "Invited", Role.USER, null));
        String invitation = "?token=" + tokens.mint(LinkPurpose.INVITATION, invited.id(), null, Duration.ofDays(1));
        String reset = "?token=" + tokens.mint(LinkPurpose.RESET, invited.id(), null, Duration.ofDays(1));

        assertDead("/reset-password" + invitation);
        assertDead("/invitation" + reset);
        assertAlive("/reset-password" + reset);
        assertAlive("/invitation" + invitation);
        Visitor crossing = opened("/invitation" + invitation);
        Map<String, String> form = Visitor.filled(crossing.get("/invitation"), "/invitation", passwords(NEW_PASSWORD));
        assertThat(crossing.post("/reset-password", form).status()).isEqualTo(400);
        assertThat(crossing.post("/invitation", form).status()).isEqualTo(303);
    }

    @Test
    void case34_thereIsNoWayAroundTheToken() {
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

    @Test
    void case34_theCookieAloneSetsNoPassword() {
        Visitor owner = opened(resetLink(user()));

        assertThat(owner.submit(
                                PAGE,
                                Map.of("token", "", "password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void case36_theTokenLeavesTheAddressAndThePageAsksNobodyElse() {
        User user = user();
        String link = resetLink(user);
        Visitor owner = visitor();
        Visitor.Answer first = owner.get(link);
        Visitor.Answer page = owner.get(first.location());

        assertThat(first.location()).isEqualTo(PAGE);
        for (Visitor.Answer answer : List.of(first, page)) {
            assertThat(answer.response().headers().firstValue("Referrer-Policy"))
                    .contains("no-referrer");
            assertThat(answer.response().headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store");
        }
        assertThat(first.response().headers().firstValue("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie)
                .contains("HttpOnly", "SameSite=Lax", "Path=" + PAGE)
                .containsPattern("Max-Age=(1800|179[0-9])"));
        assertThat(page.page().select("[src], link[href], a[href], form[action]"))
                .allSatisfy(element -> assertThat(
                                element.hasAttr("src")
                                        ? element.attr("src")
                                        : element.hasAttr("href") ? element.attr("href") : element.attr("action"))
                        .matches("/[^/].*|data:.*|/"));
    }

    @ParameterizedTest
    @CsvSource({"password, short", "password, password password", "passwordConfirmation, eleven patient herons dance"})
    void case37_aRefusedPasswordLeavesTheLinkUsable(String field, String password) {
        User user = user();
        Visitor owner = opened(resetLink(user));
        Map<String, String> weak = field.equals("password")
                ? passwords(password)
                : Map.of("password", NEW_PASSWORD, "passwordConfirmation", password);

        Visitor.Answer refused = owner.submit(PAGE, weak);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error(field)).isPresent();
        assertThat(refused.body()).doesNotContain(NEW_PASSWORD);
        Map<String, String> again = Visitor.filled(refused, PAGE, passwords(NEW_PASSWORD));
        assertThat(owner.post(PAGE, again).status()).isEqualTo(303);
        signedIn(user.username(), NEW_PASSWORD);
    }

    @Test
    void case38_guessingIsThrottledAndTheRealLinkWorksThroughout() {
        User user = user();
        String link = resetLink(user);
        Visitor guesser = visitor();
        int throttled = 0;
        for (int i = 0; i < 1000; i++) {
            Visitor.Answer answer = guesser.get(PAGE + "?token=" + "A".repeat(40) + (100 + i % 900));
            assertThat(answer.status()).isIn(400, 429);
            throttled += answer.status() == 429 ? 1 : 0;
            if (i % 100 == 0) {
                assertThat(guesser.get(link).status()).isEqualTo(303);
            }
        }
        assertThat(throttled).isGreaterThan(900);
        guesser.get(link);
        assertThat(guesser.submit(PAGE, passwords(NEW_PASSWORD)).status()).isEqualTo(303);
    }

    @Test
    void case40_everySessionEndsTheOneStillBeingMadeIncluded() {
        User user = user();
        Visitor open = signedIn(user.username(), PASSWORD);
        assertThat(open.get("/profile").status()).isEqualTo(200);
        Visitor inFlight = signedIn(user.username(), PASSWORD);
        String session = principalSession(user).get(1);
        keep(session);
        Visitor owner = opened(resetLink(user));

        Visitor.Answer saved = owner.submit(PAGE, passwords(NEW_PASSWORD));

        assertThat(saved.location()).isEqualTo("/login?reset");
        assertThat(owner.get("/profile").location()).endsWith("/login");
        assertThat(open.get("/profile").location()).endsWith("/login");
        assertThat(principalSession(user)).isEmpty();
        // The sign-in that had seen the old password finishes now.
        putBack();
        assertThat(principalSession(user)).hasSize(1);
        assertThat(inFlight.get("/profile").location()).endsWith("/login");
        assertThat(open.get("/profile").location()).endsWith("/login");
        deliver();
        ReceivedMail notice = mailsTo(user).get(1);
        assertThat(notice.raw() + notice.text() + notice.html())
                .doesNotContain("token")
                .doesNotContain(NEW_PASSWORD)
                .doesNotContain(PASSWORD);
    }

    @Test
    void anEncodedAddressOfThePageIsTheSamePage() {
        String link = resetLink(user());

        assertThat(visitor().get(link.replace("/reset", "/%72eset")).status()).isEqualTo(303);
        assertThat(visitor().get("/%72eset-password").status()).isEqualTo(400);
    }

    @Test
    void aLinkIsNotMintedForAnAddressThatChangedMeanwhile() {
        User before = user();
        Visitor administrator = administrator();
        administrator.submit("/users/" + before.id(), Map.of("email", "moved-" + before.username() + "@corp.example"));

        assertThat(transaction.<Boolean>execute(status -> users.hold(before))).isFalse();
        User now = users.byId(before.id()).orElseThrow();
        assertThat(transaction.<Boolean>execute(status -> users.hold(now))).isTrue();
    }

    private void changeOwnPassword(User user) {
        assertThat(signedIn(user.username(), PASSWORD)
                        .submit(
                                "/profile",
                                "/profile/password",
                                Map.of(
                                        "currentPassword", PASSWORD,
                                        "password", "seven quiet lanterns float",
                                        "passwordConfirmation", "seven quiet lanterns float"))
                        .status())
                .isEqualTo(303);
    }

    private Visitor opened(String link) {
        Visitor owner = visitor();
        assertThat(owner.get(link).status()).isEqualTo(303);
        return owner;
    }

    private void assertAlive(String link) {
        assertThat(visitor().get(link).status()).as(link).isEqualTo(303);
    }

    private void assertDead(String link) {
        assertThat(visitor().get(link).status()).as(link).isEqualTo(400);
    }

    private Duration timeLeft(User user) {
        Instant expires = jdbc.sql("select expires_at from link_token where user_id = ?")
                .param(user.id())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        return Duration.between(clock.instant(), expires);
    }

    private List<String> principalSession(User user) {
        return jdbc.sql("select primary_id from spring_session where principal_name = ? order by creation_time")
                .param(user.id().toString())
                .query(String.class)
                .list();
    }

    private void keep(String session) {
        for (String table : List.of("spring_session", "spring_session_attributes")) {
            String key = table.equals("spring_session") ? "primary_id" : "session_primary_id";
            jdbc.sql("drop table if exists kept_" + table).update();
            jdbc.sql("create table kept_" + table + " as select * from " + table + " where " + key + " = '" + session
                            + "'")
                    .update();
        }
    }

    private void putBack() {
        for (String table : List.of("spring_session", "spring_session_attributes")) {
            jdbc.sql("insert into " + table + " select * from kept_" + table).update();
            jdbc.sql("drop table kept_" + table).update();
        }
    }

    private String dump() {
        return String.join("\n", jdbc.sql("script").query(String.class).list());
    }

    private static String token(ReceivedMail mail) {
        return link(mail).split("=")[1];
    }

    private static Map<String, String> passwords(String password) {
        return Map.of("password", password, "passwordConfirmation", password);
    }

    private static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.chars()
                .forEach(c -> swapped.append(
                        (char) (Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))));
        return swapped.toString();
    }
}
