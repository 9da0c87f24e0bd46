package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An administrator helps somebody who lost the second factor. */
@Tag("case-131")
class ResetFactorsTests extends FactorTest {

    @Test
    void anAdministratorsPasswordResetsAnothersFactor() {
        Enrolled anna = enrol(user(Role.ADMINISTRATOR));
        Visitor root = administrator();
        String page = "/users/" + anna.user().id() + "/reset-factors";

        assertThat(root.submit(page, Map.of("password", "")).error("password")).isPresent();
        assertThat(root.submit(page, Map.of("password", "wrong")).error("password"))
                .isPresent();
        assertThat(users.existing(anna.user().id()).hasSecondFactor()).isTrue();
        assertThat(root.submit(page, Map.of("password", PASSWORD)).location())
                .endsWith("/users/" + anna.user().id());

        assertThat(anna.visitor().get("/profile").location()).endsWith("/login");
        assertThat(signedIn(anna.user().username(), PASSWORD).get("/profile").status())
                .isEqualTo(200);
        assertThat(root.get(page).status()).isEqualTo(404);
        assertThat(actions(anna.user())).contains("signin.audit.reset");
    }

    @Test
    void nobodyResetsTheirOwn() {
        Enrolled anna = enrol(user(Role.ADMINISTRATOR));

        assertThat(anna.visitor()
                        .submit("/users/" + anna.user().id() + "/reset-factors", Map.of("password", PASSWORD))
                        .error("password"))
                .isPresent();
        assertThat(users.existing(anna.user().id()).hasSecondFactor()).isTrue();
    }

    @Test
    void othersAreRefused() {
        Enrolled anna = enrol(user());
        Visitor operator = signedIn(user(Role.OPERATOR).username(), PASSWORD);

        assertThat(operator.post(
                                "/users/" + anna.user().id() + "/reset-factors",
                                Map.of("_csrf", operator.csrf("/profile"), "password", PASSWORD))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void signsOutFromTheSecondStep() {
        Visitor visitor = withPassword(enrol(user()).user());

        assertThat(visitor.submit("/login/factor", "/logout", Map.of()).location())
                .endsWith("/login?logout");
        assertThat(visitor.get("/login/factor").location()).endsWith("/login");
    }

    @Test
    void confirmingThePasswordKeepsTheFactor() {
        Enrolled anna = enrol(user());
        anna.visitor().submit("/reauthenticate", Map.of("password", PASSWORD));

        assertThat(anna.visitor().get("/profile").status()).isEqualTo(200);
    }
}
