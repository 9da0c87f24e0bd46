package io.postern.signin.factor;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.DatabaseTime;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.testing.Visitor.Answer;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** People with an authenticator app. */
abstract class FactorTest extends ApplicationTest {

    static final String WRONG = "000000";

    @Autowired
    private DatabaseTime time;

    @BeforeEach
    void forgetAttempts() {
        jdbc.sql("delete from rate_limit").update();
    }

    /** Somebody with an app: its secret and the recovery codes. */
    record Enrolled(User user, String secret, List<String> codes, Visitor visitor) {}

    Enrolled enrol(User user) {
        return enrol(user, signedIn(user.username(), PASSWORD));
    }

    Enrolled enrol(User user, Visitor visitor) {
        String secret = newSecret(visitor);
        Answer added = visitor.submit("/profile/security/app", Map.of("code", code(secret)));
        assertThat(added.status()).as(added.body()).isEqualTo(303);
        Answer page = visitor.get("/profile/security");
        List<String> codes =
                page.page().select("[data-recovery-codes]").text().lines().toList();
        nextCode();
        return new Enrolled(
                users.existing(user.id()),
                secret,
                List.of(String.join(" ", codes).split("\\s+")),
                visitor);
    }

    String newSecret(Visitor visitor) {
        Answer begun = visitor.submit("/profile/security", "/profile/security/app/new", Map.of());
        assertThat(begun.location()).endsWith("/profile/security/app");
        return visitor.get("/profile/security/app")
                .page()
                .select("[data-totp-secret]")
                .attr("value")
                .replace(" ", "");
    }

    /** What the app shows now. */
    String code(String secret) {
        return Totp.code(secret, Totp.step(time.instant()));
    }

    /** Until the app shows another code. */
    void nextCode() {
        clock.advance(Duration.ofSeconds(30));
    }

    /** Somebody who has typed the password, and is asked for the code. */
    Visitor withPassword(User user) {
        Visitor visitor = visitor();
        Answer answer = visitor.signIn(user.username(), PASSWORD);
        assertThat(answer.location()).as(answer.body()).endsWith("/login/factor");
        return visitor;
    }

    static Answer enter(Visitor visitor, String code) {
        return visitor.submit("/login/factor", Map.of("code", code));
    }

    List<String> actions(User user) {
        return jdbc.sql("select action from audit_line where subject = ? order by id")
                .param(user.username())
                .query(String.class)
                .list();
    }
}
