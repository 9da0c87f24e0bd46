package io.postern.signin.password;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.postern.database.upkeep.Upkeep;
import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Guessing is slowed down, and the owner is not locked out. */
class SignInThrottleTests extends ApplicationTest {

    @Autowired
    private ApplicationContext application;

    @BeforeEach
    void forgetFailures() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    @Tag("case-52")
    @Test
    void throttlesDistributedGuessingAndLetsTheOwnerReset() {
        User user = user();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            String name =
                    i % 2 == 0 ? user.username() : user.email().orElseThrow().value();
            statuses.add(visitor().signIn(name, "wrong " + i).status());
        }
        assertThat(statuses.subList(0, 20)).containsOnly(422);
        assertThat(statuses.subList(20, 101)).containsOnly(429);
        assertThat(visitor().signIn(user.username(), PASSWORD).status()).isEqualTo(429);

        Visitor owner = visitor();
        owner.get(resetLink(user));
        owner.submit("/reset-password", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        signedIn(user.username(), NEW_PASSWORD);
        signedIn(user.email().orElseThrow().value(), NEW_PASSWORD);
    }

    @Tag("case-52")
    @Test
    void endsTheDelayOfAnInternationalAddress() {
        String name = "anna" + UUID.randomUUID();
        String typed = name + "@müller.example";
        EmailAddress address = EmailAddress.parse(typed).orElseThrow();
        User user =
                users.createWithPassword(new UserData(name, address, name, Role.USER, null), users.encode(PASSWORD));
        for (int i = 0; i < 10; i++) {
            visitor().signIn(i % 2 == 0 ? typed : address.value(), "wrong");
        }
        assertThat(visitor().signIn(typed, PASSWORD).status()).isEqualTo(429);

        Visitor owner = visitor();
        owner.get(resetLink(user));
        owner.submit("/reset-password", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        signedIn(typed, NEW_PASSWORD);
    }

    @Tag("case-52")
    @Test
    void delaysAnAccountUnderAllItsNames() {
        User user = user();
        String address = user.email().orElseThrow().value();
        for (int i = 0; i < 10; i++) {
            visitor().signIn(user.username(), "wrong");
        }

        Visitor.Answer wrong = visitor().signIn(address, "wrong");
        Visitor.Answer right = visitor().signIn(address, PASSWORD);
        Visitor.Answer unknown = visitor().signIn("nobody" + address, "wrong");
        assertThat(List.of(wrong.status(), right.status(), unknown.status())).containsOnly(422);
        assertThat(right.page().select("[data-error-for]").outerHtml())
                .isEqualTo(unknown.page().select("[data-error-for]").outerHtml());

        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        signedIn(address, PASSWORD);
    }

    @Test
    void aClockThatIsSetBackDelaysNobodyForYears() {
        User user = user();
        clock.advance(Duration.ofDays(700));
        for (int i = 0; i < 10; i++) {
            visitor().signIn(user.username(), "wrong");
        }
        assertThat(visitor().signIn(user.username(), PASSWORD).status()).isEqualTo(429);
        clock.advance(Duration.ofDays(-700));
        Upkeep.run(application);
        signedIn(user.username(), PASSWORD);
    }

    @Test
    void forgetsFailuresThatNoLongerCount() {
        jdbc.sql(
                        """
                        insert into sign_in_failure (failure_key, failures, last_at)
                        select 'account:tried' || x, 1, ? from system_range(1, 2500)
                        """)
                .param(Timestamp.from(clock.instant()))
                .update();
        clock.advance(Duration.ofMinutes(30));
        visitor().signIn("nobody", "wrong");
        Upkeep.run(application);
        assertThat(failures()).isEqualTo(2503);

        clock.advance(Duration.ofMinutes(31));
        Upkeep.run(application);
        assertThat(failures()).isEqualTo(3);
    }

    private List<String> alerts() {
        return jdbc.sql("select cause from alert where cause like 'sign-in%' and cause like '%2001:db8%'")
                .query(String.class)
                .list();
    }

    private int failures() {
        return jdbc.sql("select count(*) from sign_in_failure")
                .query(Integer.class)
                .single();
    }

    @Tag("case-52")
    @Test
    void theDelayEndsByItself() {
        User user = user();
        for (int i = 0; i < 10; i++) {
            visitor().signIn(user.username(), "wrong");
        }
        assertThat(visitor().signIn(user.username(), PASSWORD).status()).isEqualTo(429);

        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        signedIn(user.username(), PASSWORD);
    }

    @Tag("case-52")
    @Test
    void anUnknownNameIsThrottledAlike() {
        String nobody = "nobody" + UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            assertThat(visitor().signIn(nobody, "wrong").status()).isEqualTo(422);
        }
        assertThat(visitor().signIn(nobody, "wrong").status()).isEqualTo(429);
    }

    @Tag("case-52")
    @Test
    void oneAddressGuessingAtManyAccountsIsThrottled() {
        Visitor guesser = visitor().with("X-Forwarded-For", "2001:db8:1:2::1");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            guesser.with("X-Forwarded-For", "2001:db8:1:2::" + (i + 1));
            statuses.add(guesser.signIn("nobody" + i, "wrong").status());
        }
        assertThat(statuses.subList(0, 50)).containsOnly(422);
        assertThat(statuses.subList(50, 60)).containsOnly(429);
        assertThat(alerts()).singleElement(as(STRING)).startsWith("sign-in-client-throttled:2001:db8:1:2:");
    }
}
