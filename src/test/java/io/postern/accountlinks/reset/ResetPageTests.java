package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.accountlinks.ResetLinkFixture;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page behind a mailed link. */
class ResetPageTests extends ResetLinkFixture {

    @Tag("case-23")
    @Test
    void aLinkWorksOnce() {
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

    @Tag("case-30")
    @Test
    void lookingAtALinkDoesNotUseIt() {
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
        assertThat(scanner.get(PAGE).body())
                .contains("At least 15 characters")
                .doesNotContain("<script>")
                .doesNotContain("autofocus onfocus");

        assertThat(opened(link).submit(PAGE, passwords(NEW_PASSWORD)).status()).isEqualTo(303);
    }

    @Tag("case-36")
    @Test
    void removesTheTokenFromTheAddress() {
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
                .isNotEmpty()
                .allSatisfy(element -> assertThat(
                                element.hasAttr("src")
                                        ? element.attr("src")
                                        : element.hasAttr("href") ? element.attr("href") : element.attr("action"))
                        .matches("/[^/].*|data:.*|/"));
    }

    @Tag("case-37")
    @ParameterizedTest
    @CsvSource({"password, short", "password, password password", "passwordConfirmation, eleven patient herons dance"})
    void aRefusedPasswordLeavesTheLinkUsable(String field, String password) {
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

    @Tag("case-40")
    @Test
    void endsAllSessionsAndNotifiesTheOwner() {
        User user = user();
        Visitor open = signedIn(user.username(), PASSWORD);
        Visitor other = signedIn(user.username(), PASSWORD);
        Visitor owner = opened(resetLink(user));

        Visitor.Answer saved = owner.submit(PAGE, passwords(NEW_PASSWORD));

        assertThat(saved.location()).isEqualTo("/login?reset");
        for (Visitor each : List.of(owner, open, other)) {
            assertThat(each.get("/profile").location()).isEqualTo("/login");
        }
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name = ?")
                        .param(user.id().toString())
                        .query(Integer.class)
                        .single())
                .isZero();
        deliver();
        ReceivedMail notice = mailsTo(user).get(1);
        assertThat(notice.raw() + notice.text() + notice.html())
                .contains("was changed")
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
}
