package io.postern.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.smtp.Act;
import io.postern.smtp.ReceivedMail;
import io.postern.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.AccountData;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A user's own change of address: it counts once the link that was mailed to it was used. */
class AddressChangeTests extends ApplicationTest {

    private static final String PAGE = "/confirm-address";
    private static final String NOTE = "[data-pending-address]";

    @Autowired
    private LinkTokens tokens;

    private User anna;
    private Visitor session;
    private String old;
    private String fresh;

    @BeforeEach
    void anna() {
        jdbc.sql("delete from limit_counter").update();
        anna = user();
        session = signedIn(anna.username(), PASSWORD);
        old = anna.email().orElseThrow().value();
        fresh = "new-" + anna.username() + "@corp.example";
    }

    @Test
    void anAddressCountsOnceConfirmedAndTheOldOneIsTold() {
        Visitor.Answer saved = ask(fresh);
        assertThat(saved.location()).isEqualTo("/profile");
        assertThat(session.get("/profile").page().select(NOTE).text()).contains(fresh);
        assertThat(stored()).isEqualTo(old);
        deliver();
        assertThat(smtp.acceptedFor(old)).isEmpty();
        ReceivedMail mail = only(fresh);
        assertThat(mail.subject()).contains("Confirm your e-mail address");
        assertThat(mail.text()).contains(anna.username(), "for 24 hours");
        assertThat(stored()).isEqualTo(old);

        Visitor reader = opened(link(mail));
        Visitor.Answer page = reader.get(PAGE);
        assertThat(page.page().select("main").text()).contains(fresh, anna.username());
        assertThat(stored()).isEqualTo(old);
        assertThat(confirm(reader).location()).isEqualTo("/login?address");

        assertThat(stored()).isEqualTo(fresh);
        assertThat(session.get("/profile").page().select(NOTE)).isEmpty();
        deliver();
        ReceivedMail notice = only(old);
        assertThat(notice.text()).contains(anna.username()).doesNotContain("http", fresh);
        assertThat(smtp.acceptedFor(fresh)).hasSize(1);
        assertThat(actions())
                .containsSubsequence(
                        "users.audit.address-asked", "users.audit.address", "passwordreset.audit.used-email");
        assertThat(link(resetMailTo(fresh))).startsWith("/reset-password");
    }

    @Test
    void whoIsSignedInAsThatUserComesBackToTheProfile() {
        ask(fresh);
        assertThat(session.get("/profile").page().select("[role=status]").text())
                .contains(fresh);
        session.get(confirmationLink());

        Visitor.Answer answer = session.submit(PAGE, Map.of());

        assertThat(answer.location()).isEqualTo("/profile");
        assertThat(session.get("/profile").page().select("[role=status]").text())
                .contains("confirmed");
    }

    @Test
    void theOtherFieldsAreSavedAtOnceAndAnUnchangedAddressAsksNothing() {
        session.submit("/profile", Map.of("displayName", "Ms New", "email", fresh, "language", "de"));
        session.submit("/profile", Map.of("displayName", "Ms Newer"));
        session.submit("/profile", "/profile", without("email"));

        User now = users.byId(anna.id()).orElseThrow();
        assertThat(now.displayName()).isEqualTo("Ms Newer");
        assertThat(now.language()).contains(Locale.GERMAN);
        deliver();
        assertThat(only(fresh).subject()).contains("bestätigen");
        assertThat(session.get("/profile").page().select(NOTE).text()).contains(fresh);
    }

    @Test
    void onesOwnAddressCantBeRemovedAndMustBeOne() {
        for (String typed : List.of("", "anna", "a@corp.example,b@corp.example", "šdmin@corp.example")) {
            Visitor.Answer answer = ask(typed);
            assertThat(answer.status()).as(typed).isEqualTo(422);
            assertThat(answer.error("email")).isPresent();
        }
        assertThat(pending()).isEmpty();
    }

    @Test
    void whoHasNoAddressGetsOneTheSameWay() {
        User nomail = users.createWithPassword(
                new AccountData("nomail" + anna.username(), null, "No Mail", Role.USER, null), users.encode(PASSWORD));
        Visitor visitor = signedIn(nomail.username(), PASSWORD);
        assertThat(visitor.get("/profile").warnings()).contains("no-address");
        assertThat(visitor.submit("/profile", Map.of("displayName", "Still none"))
                        .status())
                .isEqualTo(303);
        visitor.submit("/profile", Map.of("email", fresh));

        assertThat(confirm(opened(confirmationLink())).status()).isEqualTo(303);

        assertThat(users.byId(nomail.id()).orElseThrow().email()).contains(new EmailAddress(fresh));
        deliver();
        assertThat(smtp.accepted()).hasSize(1);
    }

    @Test
    void thePasswordIsAskedForAgainAfterAWhile() {
        clock.advance(Duration.ofMinutes(16));

        assertThat(ask(fresh).location()).isEqualTo("/reauthenticate");
        assertThat(pending()).isEmpty();
        assertThat(session.submit("/reauthenticate", Map.of("password", PASSWORD))
                        .location())
                .isEqualTo("/profile");
        Visitor.Answer kept = session.get("/profile");
        Map<String, String> form = Visitor.filled(kept, "/profile", Map.of());
        assertThat(form).containsEntry("email", fresh);
        assertThat(session.post("/profile", form).location()).isEqualTo("/profile");
        assertThat(pending()).containsExactly(fresh);
    }

    /** Neither the page nor its answer, but for what was typed. */
    @Test
    void askingDoesNotTellWhetherTheAddressIsSomebodysAndItsOwnerGetsNoMail() {
        User berta = user();
        String taken = berta.email().orElseThrow().value();
        Visitor.Answer free = ask(fresh);
        String pageOfFree = masked(session.get("/profile"), fresh);
        session.submit("/profile", "/profile/pending-address/cancel", Map.of());
        Visitor.Answer used = ask(taken);
        String pageOfUsed = masked(session.get("/profile"), taken);

        assertThat(used.status()).isEqualTo(free.status());
        assertThat(used.location()).isEqualTo(free.location());
        assertThat(pageOfUsed).isEqualTo(pageOfFree);
        deliver();
        assertThat(smtp.accepted()).isEmpty();
        assertThat(reasons()).containsExactly("withdrawn", "address-taken");
    }

    @Test
    void ofTwoWhoWantTheSameAddressTheFirstToConfirmGetsIt() {
        User berta = user();
        ask(fresh);
        String hers = confirmationLink();
        signedIn(berta.username(), PASSWORD).submit("/profile", Map.of("email", fresh.toUpperCase(Locale.ROOT)));
        deliver();
        String bertas = link(smtp.acceptedFor(fresh.toUpperCase(Locale.ROOT).replace("@CORP.EXAMPLE", "@corp.example"))
                .get(0));

        assertThat(confirm(opened(bertas)).status()).isEqualTo(303);
        Visitor late = opened(hers);
        Visitor.Answer refused = confirm(late);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(stored()).isEqualTo(old);
        assertThat(users.byId(berta.id()).orElseThrow().email().orElseThrow().canonical())
                .isEqualTo(fresh);
    }

    @Test
    void askingAnewEndsTheLinksOfWhatWasAskedBefore() {
        ask(fresh);
        String first = confirmationLink();
        ask("newer-" + fresh);
        assertDead(first);
        deliver();
        String second = link(only("newer-" + fresh));
        session.submit("/profile", "/profile/pending-address/send", Map.of());
        assertDead(second);
        deliver();
        String third = link(smtp.acceptedFor("newer-" + fresh).get(1));

        assertThat(confirm(opened(third)).status()).isEqualTo(303);
        assertThat(stored()).isEqualTo("newer-" + fresh);
    }

    @Test
    void aMailThatWaitsIsNotSentToAnAddressNoLongerWanted() {
        ask(fresh);
        ask("newer-" + fresh);
        deliver();

        assertThat(smtp.acceptedFor(fresh)).isEmpty();
        assertThat(only("newer-" + fresh).text()).contains(anna.username());
        assertThat(reasons()).containsExactly("withdrawn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "password", "address", "disabled", "disabled and enabled", "deleted"})
    void case29_aChangeOfTheAccountEndsTheConfirmationToo(String change) {
        ask(fresh);
        String link = confirmationLink();
        Visitor halfway = opened(link);
        Map<String, String> form = Visitor.filled(halfway.get(PAGE), PAGE, Map.of());
        switch (change) {
            case "cancelled" -> session.submit("/profile", "/profile/pending-address/cancel", Map.of());
            case "password" -> users.changePassword(anna.id(), NEW_PASSWORD);
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

    @Test
    void case33_aLinkThatConfirmsAnAddressSetsNoPasswordAndNoOtherLinkConfirmsOne() {
        ask(fresh);
        String email = confirmationLink().split("=")[1];
        for (LinkPurpose other : List.of(LinkPurpose.RESET, LinkPurpose.INVITATION)) {
            String token = tokens.mint(other, anna.id(), null, Duration.ofDays(1));
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

    @Test
    void case30_lookingAtTheLinkConfirmsNothing() {
        ask(fresh);
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

    @Test
    void case23_case32_theLinkWorksOnceAndWhatIsNotTheTokenIsAnsweredAlike() {
        ask(fresh);
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

    @Test
    void case27_theLinkLivesAsLongAsItsMailSays() {
        ask(fresh);
        String link = confirmationLink();
        clock.advance(Duration.ofHours(24).minusMinutes(1));
        opened(link);
        clock.advance(Duration.ofMinutes(2));
        assertDead(link);
    }

    @Test
    void askingIsLimitedForEachUser() {
        for (int i = 0; i < 5; i++) {
            assertThat(ask(i + fresh).status()).isEqualTo(303);
        }
        assertThat(ask(fresh).error("email"))
                .hasValueSatisfying(said -> assertThat(said).contains("60 minutes"));
        assertThat(session.submit("/profile", "/profile/pending-address/send", Map.of())
                        .error("email"))
                .isPresent();
        assertThat(pending()).containsExactly(4 + fresh);
        clock.advance(Duration.ofMinutes(61));
        assertThat(session.submit("/profile", "/profile/pending-address/send", Map.of())
                        .status())
                .isEqualTo(303);
    }

    @Test
    void anAddressThatAnAdministratorChangesIsToldToTheOldOne() {
        administrator().submit("/users/" + anna.id(), Map.of("email", fresh));
        deliver();

        assertThat(only(old).subject()).contains("was changed");
        assertThat(smtp.acceptedFor(fresh)).isEmpty();
    }

    @Test
    void anAdministratorSeesThatAnAddressWaits() {
        ask(fresh);

        assertThat(administrator()
                        .get("/users/" + anna.id())
                        .page()
                        .select(NOTE)
                        .text())
                .contains(fresh);
    }

    @Test
    void eachAttemptOfTheMailMintsALinkOfItsOwnAndBothWork() {
        ask(fresh);
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

    private Visitor.Answer ask(String address) {
        return session.submit("/profile", Map.of("email", address));
    }

    private String confirmationLink() {
        deliver();
        return link(only(fresh));
    }

    private ReceivedMail only(String address) {
        List<ReceivedMail> mails = smtp.acceptedFor(address);
        assertThat(mails).as(address).hasSize(1);
        return mails.get(0);
    }

    private ReceivedMail resetMailTo(String address) {
        int before = smtp.acceptedFor(address).size();
        forgot(address);
        deliver();
        return smtp.acceptedFor(address).get(before);
    }

    private Visitor opened(String link) {
        Visitor reader = visitor();
        Visitor.Answer answer = reader.get(link);
        assertThat(answer.status()).as(link).isEqualTo(303);
        return reader;
    }

    private static Visitor.Answer confirm(Visitor reader) {
        return reader.submit(PAGE, Map.of());
    }

    private void assertDead(String link) {
        assertThat(visitor().get(link).status()).as(link).isEqualTo(400);
    }

    private String stored() {
        return users.byId(anna.id()).orElseThrow().email().orElseThrow().value();
    }

    private List<String> pending() {
        return jdbc.sql("select email from pending_address where user_id = ?")
                .param(anna.id())
                .query(String.class)
                .list();
    }

    private List<String> reasons() {
        return jdbc.sql("select reason from delivery where state = 'DROPPED' order by id")
                .query(String.class)
                .list();
    }

    private List<String> actions() {
        return jdbc.sql("select action from audit_line order by id")
                .query(String.class)
                .list();
    }

    private static Map<String, String> without(String field) {
        Map<String, String> fields = new java.util.HashMap<>();
        fields.put(field, null);
        return fields;
    }

    private static String masked(Visitor.Answer answer, String address) {
        return answer.page()
                .select("main")
                .html()
                .replace(address, "")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("<time[^>]*>[^<]*", "");
    }
}
