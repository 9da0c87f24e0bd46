package io.postern.accountlinks.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that an administrator has mailed, without seeing them. */
class SendLinkTests extends ApplicationTest {

    @Test
    void aResetMailGoesToTheUser() {
        User user = user();
        Visitor administrator = administrator();

        Visitor.Answer sent =
                administrator.submit("/users/" + user.id(), "/users/" + user.id() + "/password-reset", Map.of());
        assertThat(sent.status()).isEqualTo(303);
        Visitor.Answer shown = administrator.get(sent.location());
        assertThat(shown.page().select("[role=status]").text()).contains("password reset", user.username());
        assertThat(shown.body()).doesNotContain("token=");
        deliver();

        setPassword(link(mailsTo(user).get(0)), "/reset-password");
        signedIn(user.username(), NEW_PASSWORD);
        assertThat(audited("accountlinks.audit.sent-password-reset", user)).isEqualTo(1);
    }

    @Test
    void aNewUserIsInvitedAndChoosesAPassword() {
        User user = invited();
        deliver();
        assertThat(mailsTo(user).get(0).text()).contains("for 3 days");

        Visitor invited = visitor();
        invited.get(link(mailsTo(user).get(0)));
        Visitor.Answer saved =
                invited.submit("/invitation", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));

        Visitor.Answer signIn = invited.get(saved.location());
        assertThat(signIn.page().select("[role=status]").text()).contains("account is ready");
        assertThat(signIn.page().select("[name=username]").val()).isEqualTo(user.username());
        assertThat(invited.get("/login").page().select("[name=username]").val()).isEmpty();
        signedIn(user.username(), NEW_PASSWORD);
        assertThat(audited("accountlinks.audit.used-invitation", user)).isEqualTo(1);
    }

    @Test
    void anInvitationSentAgainEndsTheFirst() {
        User user = invited();
        deliver();
        Visitor administrator = administrator();
        administrator.submit("/users/" + user.id(), "/users/" + user.id() + "/invitation", Map.of());
        deliver();

        assertThat(mailsTo(user)).hasSize(2);
        assertThat(visitor().get(link(mailsTo(user).get(0))).status()).isEqualTo(400);
        setPassword(link(mailsTo(user).get(1)), "/invitation");
    }

    @Test
    void anInvitationReachesNobodyWhoHasAPasswordByThen() {
        User user = invited();
        users.changePasswordHash(user.id(), users.encode(NEW_PASSWORD));
        deliver();
        assertThat(mailsTo(user)).isEmpty();

        Visitor administrator = administrator();
        String page = "/users/" + user.id();
        Visitor.Answer refused =
                administrator.post(page + "/invitation", Map.of("_csrf", administrator.csrf("/profile")));
        assertThat(administrator
                        .get(refused.location())
                        .page()
                        .select("[role=status] .alert-warning")
                        .text())
                .contains(user.username(), "already");
        deliver();
        assertThat(mailsTo(user)).isEmpty();
    }

    @Test
    void anInvitedUserMayForgetWhatWasNeverChosen() {
        User user = invited();
        assertThat(visitor().signIn(user.username(), "").status()).isEqualTo(422);
        deliver();

        setPassword(resetLink(user), "/reset-password");

        signedIn(user.username(), NEW_PASSWORD);
        assertThat(visitor().get(link(mailsTo(user).get(0))).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password-reset", "invitation"})
    void nothingIsQueuedForSomebodyWhoIsDisabled(String what) {
        User user = user();
        users.disable(user.id());
        Visitor administrator = administrator();
        String csrf = administrator.csrf("/users/" + user.id());

        Visitor.Answer answer = administrator.post("/users/" + user.id() + "/" + what, Map.of("_csrf", csrf));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(administrator
                        .get(answer.location())
                        .page()
                        .select("[role=status]")
                        .text())
                .contains("disabled");
        deliver();
        assertThat(smtp.accepted()).isEmpty();
        assertThat(administrator
                        .post("/users/" + UUID.randomUUID() + "/" + what, Map.of("_csrf", csrf))
                        .status())
                .isEqualTo(404);
    }

    private User invited() {
        String name = "new" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> form = new HashMap<>();
        form.put("username", name);
        form.put("email", name + "@corp.example");
        form.put("displayName", "New One");
        form.put("role", Role.USER.name());
        assertThat(administrator().submit("/users/new", "/users", form).status())
                .isEqualTo(303);
        return users.byIdentifier(name).orElseThrow();
    }

    private void setPassword(String link, String page) {
        assertThat(link).startsWith(page + "?token=");
        Visitor owner = visitor();
        assertThat(owner.get(link).location()).isEqualTo(page);
        Visitor.Answer saved =
                owner.submit(page, Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        assertThat(saved.status()).isEqualTo(303);
    }

    private int audited(String action, User user) {
        return jdbc.sql("select count(*) from audit_line where action = ? and subject = ?")
                .params(action, user.username())
                .query(Integer.class)
                .single();
    }
}
