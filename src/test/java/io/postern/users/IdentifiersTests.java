package io.postern.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.net.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Usernames and addresses: who is found by one, and who may have one. */
abstract class IdentifiersTests extends UsersFixture {

    @Test
    void findsAUserByNameOrAddressInAnyCase() {
        User anna = users.create(account("Anna", "Anna.Berg@Corp.Example"));
        for (String typed : List.of("anna", " ANNA ", "anna.berg@corp.example", "ANNA.BERG@CORP.EXAMPLE")) {
            assertThat(users.byIdentifier(typed).map(User::id)).as(typed).contains(anna.id());
        }
        assertThat(users.byId(anna.id()).orElseThrow().email()).contains(new EmailAddress("Anna.Berg@corp.example"));
    }

    @Tag("case-8")
    @Test
    void lettersThatOnlyLookAlikeFindNobody() {
        User mike = users.create(account("mike", "mike@corp.example"));
        for (String typed : List.of(
                "mıke@corp.example",
                "mïke@corp.example",
                "ｍike@corp.example",
                "mike@ｃorp.example",
                "mike@corp。example",
                "mike@corp.example\0",
                "mike@corp.example,a@evil.example",
                "mİke")) {
            assertThat(users.byIdentifier(typed)).as(typed).isEmpty();
        }
        assertThat(users.byIdentifier("mi\u212ae@corp.example").map(User::id)).contains(mike.id());
    }

    @Test
    void aDomainMayBeTypedInItsOwnScript() {
        User user = users.create(account("u", "u@xn--mnchen-3ya.example"));
        assertThat(users.byIdentifier("u@München.example").map(User::id)).contains(user.id());
    }

    @Tag("case-17")
    @Test
    void aMegabyteFindsNobody() {
        assertThat(users.byIdentifier("a".repeat(1_000_000) + "@corp.example")).isEmpty();
    }

    @Test
    void nobodysUsernameIsAnothersAddress() {
        users.create(account("one", "shared@corp.example"));
        assertTaken(account("SHARED@corp.example", null), "username");
        assertTaken(account("two", "Shared@Corp.Example"), "email");
        assertTaken(account("ONE", "two@corp.example"), "username");
        assertThat(jdbc.sql("select count(*) from users").query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void anAddressMayBeItsOwnersUsername() {
        User user = users.create(account("own@corp.example", "own@corp.example"));
        assertThat(changes.change(user.id(), account("own", "own@corp.example"), null))
                .isTrue();
        assertThat(users.byIdentifier("own@corp.example").map(User::id)).contains(user.id());
        assertThat(changes.change(user.id(), account("own", null), null)).isTrue();
        assertThat(users.byIdentifier("own@corp.example")).isEmpty();
    }

    @Test
    void aRefusedChangeLeavesEverythingAsItWas() {
        users.create(account("one", "one@corp.example"));
        User two = users.create(account("two", "two@corp.example"));
        assertThatThrownBy(() -> changes.change(two.id(), account("three", "one@corp.example"), null))
                .isInstanceOf(IdentifierTaken.class);
        assertThat(users.byIdentifier("two").map(User::username)).contains("two");
        assertThat(users.byIdentifier("three")).isEmpty();
    }

    private void assertTaken(UserData data, String field) {
        assertThatThrownBy(() -> users.create(data))
                .isInstanceOfSatisfying(IdentifierTaken.class, taken -> assertThat(taken.field())
                        .isEqualTo(field));
    }
}
