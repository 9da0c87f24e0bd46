package io.postern.accountlinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.accountlinks.address.AddressChangeFixture;
import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The link that confirms an address. */
class AddressLinkTests extends AddressChangeFixture {

    @Autowired
    private LinkTokens tokens;

    @Tag("case-29")
    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "password", "address", "disabled", "disabled and enabled", "deleted"})
    void aChangeOfTheAccountEndsTheConfirmationToo(String change) {
        changeAddress(fresh);
        String link = confirmationLink();
        Visitor halfway = opened(link);
        Map<String, String> form = Visitor.filled(halfway.get(PAGE), PAGE, Map.of());
        switch (change) {
            case "cancelled" -> session.submit("/profile", "/profile/pending-address/cancel", Map.of());
            case "password" -> users.changePasswordHash(anna.id(), users.encode(NEW_PASSWORD));
            case "address" -> administrator().submit("/users/" + anna.id(), Map.of("email", "moved-" + fresh));
            case "disabled" -> users.disable(anna.id());
            case "disabled and enabled" -> {
                users.disable(anna.id());
                users.enable(anna.id());
            }
            default -> users.delete(anna.id());
        }

        assertDead(link);
        assertThat(halfway.get(PAGE).status()).isEqualTo(400);
        assertThat(halfway.post(PAGE, form).status()).isEqualTo(400);
        assertThat(pending()).isEmpty();
        assertThat(users.byId(anna.id()).map(user -> user.email().orElseThrow().value()))
                .isNotEqualTo(java.util.Optional.of(fresh));
    }

    @Tag("case-33")
    @Test
    void usesALinkForItsOwnPurposeOnly() {
        changeAddress(fresh);
        String email = confirmationLink().split("=")[1];
        for (LinkPurpose other : List.of(LinkPurpose.RESET, LinkPurpose.INVITATION)) {
            String token = TokenFixture.stored(tokens, other, anna, Duration.ofDays(1));
            assertDead(PAGE + "?token=" + token);
            assertDead(other.path() + "?token=" + email);
            Visitor crossing = visitor();
            String csrf = crossing.csrf("/login");
            assertThat(crossing.post(PAGE, Map.of("token", token, "_csrf", csrf))
                            .status())
                    .isEqualTo(400);
            assertThat(crossing.post(
                                    other.path(),
                                    Map.of(
                                            "token", email,
                                            "password", NEW_PASSWORD,
                                            "passwordConfirmation", NEW_PASSWORD,
                                            "_csrf", csrf))
                            .status())
                    .isEqualTo(400);
            // The cookie of one page is not read by another.
            Visitor cookie = opened(other.path() + "?token=" + token);
            assertThat(cookie.get(PAGE).status()).isEqualTo(400);
        }
        assertThat(stored()).isEqualTo(old);
        signedIn(anna.username(), PASSWORD);
    }

    @Tag("case-30")
    @Test
    void lookingAtTheLinkConfirmsNothing() {
        changeAddress(fresh);
        String link = confirmationLink();
        Visitor scanner = visitor();
        for (int i = 0; i < 10; i++) {
            assertThat(scanner.get(link).status()).isEqualTo(303);
            assertThat(scanner.get(PAGE).status()).isEqualTo(200);
        }
        assertThat(scanner.send("HEAD", link).status()).isEqualTo(303);
        assertThat(scanner.send("HEAD", PAGE).status()).isEqualTo(200);
        assertThat(scanner.send("OPTIONS", link).status()).isLessThan(500);
        assertThat(stored()).isEqualTo(old);

        assertThat(confirm(opened(link)).status()).isEqualTo(303);
    }

    @Tag("case-32")
    @Tag("case-23")
    @Test
    void worksOnceAndAnswersAllWrongTokensAlike() {
        changeAddress(fresh);
        String link = confirmationLink();
        String token = link.split("=")[1];
        Set<String> pages = new HashSet<>();
        for (String wrong : List.of(token.substring(1), token + "A", "", "%0A", token.toLowerCase(Locale.ROOT))) {
            Visitor.Answer answer = visitor().get(PAGE + "?token=" + wrong);
            assertThat(answer.status()).isEqualTo(400);
            pages.add(answer.body());
        }
        Visitor reader = opened(link);
        Map<String, String> form = Visitor.filled(reader.get(PAGE), PAGE, Map.of());
        assertThat(reader.post(PAGE, Map.of("_csrf", form.get("_csrf"))).status())
                .as("the cookie alone confirms nothing")
                .isEqualTo(400);
        assertThat(reader.post(PAGE, form).status()).isEqualTo(303);
        assertThat(reader.post(PAGE, form).status()).isEqualTo(400);
        pages.add(visitor().get(link).body());

        assertThat(pages).hasSize(1);
    }

    @Tag("case-27")
    @Test
    void theLinkLivesAsLongAsItsMailSays() {
        changeAddress(fresh);
        String link = confirmationLink();
        clock.advance(Duration.ofHours(24).minusMinutes(1));
        opened(link);
        clock.advance(Duration.ofMinutes(2));
        assertDead(link);
    }

    @Test
    void mintsALinkPerAttemptAndBothWork() {
        changeAddress(fresh);
        smtp.on(Phase.FINAL_DOT, Act.reply("451 4.3.0 later"), Act.behave());
        deliver();
        clock.advance(Duration.ofMinutes(2));
        deliver();

        assertThat(jdbc.sql("select count(*) from link_token where user_id = ?")
                        .param(anna.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(confirm(opened(link(only(fresh)))).status()).isEqualTo(303);
    }
}
