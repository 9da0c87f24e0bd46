package io.postern.accountlinks.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ReceivedMail;
import io.postern.net.EmailAddress;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Naming another address for oneself, and its confirmation. */
class AddressChangeTests extends AddressChangeFixture {

    private static final String NOTE = "[data-pending-address]";

    @Test
    void usesAConfirmedAddressAndNotifiesTheOldOne() {
        Visitor.Answer saved = changeAddress(fresh);
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
        assertThat(notice.text()).contains(anna.username()).doesNotContain("token", fresh);
        assertThat(smtp.acceptedFor(fresh)).hasSize(1);
        assertThat(actions())
                .containsSubsequence(
                        "users.audit.address-asked", "users.audit.address", "accountlinks.audit.used-email");
        assertThat(link(resetMailTo(fresh))).startsWith("/reset-password");
    }

    @Test
    void returnsTheSignedInOwnerToTheProfile() {
        changeAddress(fresh);
        assertThat(session.get("/profile").page().select("[role=status]").text())
                .contains(fresh);
        session.get(confirmationLink());

        Visitor.Answer answer = session.submit(PAGE, Map.of());

        assertThat(answer.location()).isEqualTo("/profile");
        assertThat(session.get("/profile").page().select("[role=status]").text())
                .contains("confirmed");
    }

    @Test
    void savesOtherFieldsAtOnce() {
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
            Visitor.Answer answer = changeAddress(typed);
            assertThat(answer.status()).as(typed).isEqualTo(422);
            assertThat(answer.error("email")).isPresent();
        }
        assertThat(pending()).isEmpty();
    }

    @Test
    void whoHasNoAddressGetsOneTheSameWay() {
        User nomail = users.createWithPassword(
                new UserData("nomail" + anna.username(), null, "No Mail", Role.USER, null), users.encode(PASSWORD));
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

        assertThat(changeAddress(fresh).location()).isEqualTo("/reauthenticate");
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

    @Test
    void notifiesTheOldAddressOfAnAdministratorsChange() {
        administrator().submit("/users/" + anna.id(), Map.of("email", fresh));
        deliver();

        assertThat(only(old).subject()).contains("was changed");
        assertThat(only(old).text())
                .contains("Time: ")
                .as("the administrator’s")
                .doesNotContain("From: ");
        assertThat(smtp.acceptedFor(fresh)).isEmpty();
    }

    @Test
    void anAdministratorSeesThatAnAddressWaits() {
        changeAddress(fresh);

        assertThat(administrator()
                        .get("/users/" + anna.id())
                        .page()
                        .select(NOTE)
                        .text())
                .contains(fresh);
    }

    private ReceivedMail resetMailTo(String address) {
        int before = smtp.acceptedFor(address).size();
        forgot(address);
        deliver();
        return smtp.acceptedFor(address).get(before);
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
}
