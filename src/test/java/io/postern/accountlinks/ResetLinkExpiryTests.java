package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.upkeep.Upkeep;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** How long a mailed link lives and what ends it. */
class ResetLinkExpiryTests extends ResetLinkFixture {

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private LinkTokens tokens;

    @Autowired
    private ApplicationContext application;

    @Tag("case-26")
    @Test
    void endsOlderLinksWhenTheNewerMailIsAccepted() {
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

    @Tag("case-27")
    @Test
    void limitsALinkAfterTheClockIsSetBack() {
        clock.advance(Duration.ofDays(700));
        User user = user();
        String link = resetLink(user);
        clock.advance(Duration.ofDays(-700));
        Upkeep.run(application);
        assertAlive(link);
        clock.advance(Duration.ofMinutes(29));
        Upkeep.run(application);
        assertAlive(link);
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertDead(link);
    }

    @Tag("case-27")
    @Test
    void aLinkLivesAsLongAsItsMailSays() {
        User user = user();
        String link = resetLink(user);
        assertThat(mailsTo(user).get(0).text()).contains("for 30 minutes");

        clock.advance(timeLeft(user).minusSeconds(1));
        assertAlive(link);
        clock.advance(Duration.ofSeconds(2));
        assertDead(link);
    }

    @ParameterizedTest
    @EnumSource
    void keepsADeadLinkDeadDespiteAClockSetBack(LinkPurpose purpose) {
        String link = purpose.path() + "?token=" + TokenFixture.stored(tokens, purpose, user(), Duration.ofMinutes(30));
        assertAlive(link);
        clock.advance(Duration.ofMinutes(31));
        assertDead(link);
        clock.advance(Duration.ofMinutes(-30));
        assertDead(link);
    }

    @Test
    void keepsALinkDeadThatExpiredUnderItsForm() {
        String link = resetLink(user());
        Visitor halfway = opened(link);
        Map<String, String> form = Visitor.filled(halfway.get(PAGE), PAGE, passwords(NEW_PASSWORD));
        clock.advance(Duration.ofMinutes(31));
        assertThat(halfway.post(PAGE, form).status()).isEqualTo(400);
        clock.advance(Duration.ofMinutes(-30));
        assertThat(halfway.post(PAGE, form).status()).isEqualTo(400);
    }

    @Tag("case-102")
    @Test
    void aLinkMintedLateLivesAsLong() {
        User user = user();
        forgot(user.username());
        clock.advance(Duration.ofMinutes(29));
        deliver();
        String link = link(mailsTo(user).get(0));

        clock.advance(Duration.ofMinutes(29));
        assertThat(opened(link).submit(PAGE, passwords(NEW_PASSWORD)).status()).isEqualTo(303);
    }

    @Tag("case-29")
    @ParameterizedTest
    @ValueSource(strings = {"password", "address", "disabled", "disabled and enabled", "deleted"})
    void aChangeOfTheAccountEndsTheLink(String change) {
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
    void refusesALinkMadeWhileTheAddressChanged() {
        User before = user();
        Visitor administrator = administrator();
        administrator.submit("/users/" + before.id(), Map.of("email", "moved-" + before.username() + "@corp.example"));

        assertThat(transaction.<Boolean>execute(status -> users.lockUnchanged(before)))
                .isFalse();
        User now = users.byId(before.id()).orElseThrow();
        assertThat(transaction.<Boolean>execute(status -> users.lockUnchanged(now)))
                .isTrue();
        assertDead(linkFor(before));
        assertAlive(linkFor(now));
    }

    private String linkFor(User read) {
        return PAGE + "?token=" + TokenFixture.stored(tokens, LinkPurpose.RESET, read, Duration.ofMinutes(30));
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

    private Duration timeLeft(User user) {
        Instant expires = jdbc.sql("select expires_at from link_token where user_id = ?")
                .param(user.id())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        return Duration.between(clock.instant(), expires);
    }
}
