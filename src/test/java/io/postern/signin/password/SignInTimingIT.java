package io.postern.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Timings;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the time of an answer tells. */
@Tag("timing")
class SignInTimingIT extends ApplicationTest {

    @BeforeEach
    void forgetFailures() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    @Tag("case-48")
    @Test
    void unknownWrongAndDisabledTakeTheSameTime() {
        User known = user();
        User disabled = user();
        users.disable(disabled.id());
        Map<String, String> names = Map.of(
                "unknown", "nobody" + UUID.randomUUID().toString().substring(0, 4),
                "wrong", known.username(),
                "disabled", disabled.username());
        String csrf = visitor().csrf("/login");
        Visitor visitor = visitor();
        visitor.get("/login");
        String own = visitor.csrf("/login");
        assertThat(csrf).isNotBlank();
        int[] count = {0};
        Timings.assertIndistinguishable(List.of("unknown", "wrong", "disabled"), 30, kind -> {
            forgetFailures();
            String password = count[0]++ % 2 == 0 ? "0123456789" : "0123456789".repeat(10);
            Map<String, String> form = Map.of("username", names.get(kind), "password", password, "_csrf", own);
            return () -> assertThat(visitor.post("/login", form).status()).isEqualTo(422);
        });
    }
}
