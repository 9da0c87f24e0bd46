package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.crypto.SealedSecretStore;
import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.Role;
import io.postern.users.User;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do with their own second factor. */
class OwnFactorsTests extends FactorTest {

    @Autowired
    private TotpSecrets secrets;

    @Test
    void anAppCountsOnceItHasShownACode() {
        User user = user();
        Visitor visitor = signedIn(user.username(), PASSWORD);
        String secret = newSecret(visitor);
        Answer page = visitor.get("/profile/security/app");
        assertThat(page.page().select("svg.qr-code path").attr("d")).startsWith("M4,4");

        assertThat(visitor.submit("/profile/security/app", Map.of("code", WRONG))
                        .error("code"))
                .isPresent();
        assertThat(users.existing(user.id()).hasSecondFactor()).isFalse();
        assertThat(signedIn(user.username(), PASSWORD).get("/profile").status()).isEqualTo(200);

        Answer added = visitor.submit("/profile/security/app", Map.of("code", code(secret)));
        assertThat(added.location()).endsWith("/profile/security");
        assertThat(users.existing(user.id()).hasSecondFactor()).isTrue();
        assertThat(actions(user)).contains("signin.audit.app-added");
        assertThat(stored()).doesNotContain(secret);
    }

    @Test
    void showsTenCodesOnceAndKeepsTheirHashes() {
        Enrolled anna = enrol(user());

        assertThat(new HashSet<>(anna.codes())).hasSize(10).allSatisfy(code -> assertThat(code)
                .matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
        Answer again = anna.visitor().get("/profile/security");
        assertThat(again.page().select("[data-recovery-codes]")).isEmpty();
        assertThat(again.page().select("[data-codes-left]").attr("data-codes-left"))
                .isEqualTo("10");
        assertThat(stored())
                .doesNotContain(anna.codes().get(0))
                .doesNotContain(anna.codes().get(0).replace("-", ""));
    }

    @Test
    void newCodesEndTheOldOnes() {
        Enrolled anna = enrol(user());
        anna.visitor().submit("/profile/security", "/profile/security/codes", Map.of());
        String made = anna.visitor()
                .get("/profile/security")
                .page()
                .select("[data-recovery-codes]")
                .text()
                .split("\\s+")[0];

        assertThat(enter(withPassword(anna.user()), anna.codes().get(0)).status())
                .isEqualTo(422);
        assertThat(enter(withPassword(anna.user()), made).status()).isEqualTo(303);
        assertThat(actions(anna.user())).contains("signin.audit.codes-made");
    }

    @Test
    void showsNoCodesThatSomebodyElsePutIntoTheCookie() {
        Enrolled anna = enrol(user());
        Visitor visitor =
                signedIn(user().username(), PASSWORD).with("Cookie", "new-codes=" + String.join(".", anna.codes()));

        assertThat(visitor.get("/profile/security").page().select("[data-recovery-codes]"))
                .isEmpty();
    }

    @Tag("case-132")
    @Test
    void aStolenSessionAddsAndRemovesNothing() {
        User user = user();
        Visitor visitor = signedIn(user.username(), PASSWORD);
        Visitor withApp = enrol(user()).visitor();
        Visitor begun = signedIn(user.username(), PASSWORD);
        String secret = newSecret(begun);
        clock.advance(Duration.ofMinutes(16));

        assertThat(visitor.submit("/profile/security", "/profile/security/app/new", Map.of())
                        .location())
                .endsWith("/reauthenticate");
        assertThat(begun.submit("/profile/security/app", Map.of("code", code(secret)))
                        .location())
                .endsWith("/reauthenticate");
        for (String change : List.of("/profile/security/app/remove", "/profile/security/codes")) {
            assertThat(withApp.submit("/profile/security", change, Map.of()).location())
                    .endsWith("/reauthenticate");
        }
        assertThat(users.existing(user.id()).hasSecondFactor()).isFalse();
    }

    @Test
    void ofTwoAppsAddedAtOnceOneCounts() throws Exception {
        User user = user();
        List<Visitor> visitors = Stream.generate(() -> signedIn(user.username(), PASSWORD))
                .limit(2)
                .toList();
        List<String> found = visitors.stream().map(this::newSecret).toList();
        List<Map<String, String>> forms = Stream.of(0, 1)
                .map(each -> Visitor.filled(
                        visitors.get(each).get("/profile/security/app"),
                        "/profile/security/app",
                        Map.of("code", code(found.get(each)))))
                .toList();
        List<Callable<Answer>> confirmations = Stream.of(0, 1)
                .<Callable<Answer>>map(each -> () -> visitors.get(each).post("/profile/security/app", forms.get(each)))
                .toList();

        AtOnce.all(confirmations);
        nextCode();

        List<Integer> answers = found.stream()
                .map(secret -> enter(withPassword(user), code(secret)).status())
                .toList();
        assertThat(answers).containsExactlyInAnyOrder(303, 422);
        assertThat(actions(user)).filteredOn("signin.audit.app-added"::equals).hasSize(1);
    }

    @Test
    void anotherAppTakesThePlaceOfTheFirst() {
        Enrolled anna = enrol(user());
        String second = newSecret(anna.visitor());
        anna.visitor().submit("/profile/security/app", Map.of("code", code(second)));
        nextCode();

        assertThat(enter(withPassword(anna.user()), code(anna.secret())).status())
                .isEqualTo(422);
        assertThat(enter(withPassword(anna.user()), code(second)).status()).isEqualTo(303);
        assertThat(enter(withPassword(anna.user()), anna.codes().get(0)).status())
                .as("the codes stay")
                .isEqualTo(303);
    }

    @Test
    void withoutTheAppThePasswordIsEnoughAgain() {
        Enrolled anna = enrol(user());
        Visitor other = withPassword(anna.user());
        enter(other, code(anna.secret()));
        anna.visitor().submit("/profile/security", "/profile/security/app/remove", Map.of());

        assertThat(anna.visitor().get("/profile").status()).isEqualTo(200);
        assertThat(other.get("/profile").location()).endsWith("/login");
        assertThat(signedIn(anna.user().username(), PASSWORD).get("/profile").status())
                .isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from recovery_code where user_id = ?")
                        .param(anna.user().id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aSecretOpensForItsOwnAccountOnly() {
        Enrolled anna = enrol(user());
        Enrolled bert = enrol(user());
        jdbc.sql("update totp_secret set sealed = (select sealed from totp_secret where user_id = ?) where user_id = ?")
                .params(anna.user().id(), bert.user().id())
                .update();

        Answer refused = enter(withPassword(bert.user()), code(anna.secret()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("code"))
                .hasValueSatisfying(said -> assertThat(said).contains("recovery code"));
        assertThat(enter(withPassword(bert.user()), bert.codes().get(0)).status())
                .isEqualTo(303);
    }

    @Test
    void sealsTheSecretAgainForAnotherKey() {
        Enrolled anna = enrol(user(Role.OPERATOR));
        String before = sealed(anna.user());

        ((SealedSecretStore) secrets).reseal();

        assertThat(sealed(anna.user())).isNotEqualTo(before);
        assertThat(enter(withPassword(anna.user()), code(anna.secret())).status())
                .isEqualTo(303);
    }

    private String sealed(User user) {
        return jdbc.sql("select sealed from totp_secret where user_id = ?")
                .param(user.id())
                .query(String.class)
                .single();
    }

    private String stored() {
        return jdbc.sql("select sealed from totp_secret union all select code_hash from recovery_code")
                .query(String.class)
                .list()
                .toString();
    }
}
