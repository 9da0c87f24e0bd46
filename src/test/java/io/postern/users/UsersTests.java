package io.postern.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.net.EmailAddress;
import io.postern.testing.AtOnce;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Accounts and their changes. */
@RecordApplicationEvents
abstract class UsersTests extends UsersFixture {

    @Autowired
    private ApplicationEvents events;

    @Test
    void anOutdatedFormVersionChangesNothing() {
        User user = users.create(account("one", null));
        assertThat(changes.change(user.id(), account("two", null), user.version()))
                .isTrue();
        assertThat(changes.change(user.id(), account("three", null), user.version()))
                .isFalse();
        assertThat(users.byIdentifier("two")).isPresent();
    }

    @Test
    void aSignInDoesNotMakeAFormStale() {
        User user = users.create(account("one", null));
        assertThat(users.recordSignIn(user)).isTrue();
        assertThat(users.byId(user.id()).orElseThrow().lastSignInAt()).isPresent();
        assertThat(changes.change(user.id(), account("two", null), user.version()))
                .isTrue();
        assertThat(users.byId(user.id()).orElseThrow().lastSignInAt()).isPresent();
    }

    @Test
    void endsSessionsOnRoleDisablingAndPasswordOnly() {
        administrator("admin");
        UUID id = users.create(account("one", null)).id();
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(0);
        changes.change(id, account("one", "one@corp.example"), null);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(0);
        changes.change(id, new UserData("one", null, "One", Role.OPERATOR, null), null);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(1);
        users.changePasswordHash(id, users.encode("a password of one"));
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(2);
        users.disable(id);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).isEmpty();
        users.enable(id);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(3);
        users.delete(id);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).isEmpty();
        assertThat(users.byIdentifier("one")).isEmpty();
    }

    @Tag("case-40")
    @Test
    void refusesAChangeWithAReplacedPassword() {
        UUID id = users.create(account("one", null)).id();
        users.changePasswordHash(id, "old");
        User read = users.byId(id).orElseThrow();
        users.changePasswordHash(id, "reset by the owner");
        assertThat(users.replacePasswordHash(read, "a stranger's")).isFalse();
        assertThat(users.byId(id).flatMap(User::passwordHash)).contains("reset by the owner");
        assertThat(users.replacePasswordHash(users.byId(id).orElseThrow(), "the owner's"))
                .isTrue();
        assertThat(users.byId(id).flatMap(User::passwordHash)).contains("the owner's");
    }

    @Test
    void everyChangeIsPublishedAndStandsInTheTrail() {
        UUID id = users.create(account("one", null)).id();
        EmailAddress address = new EmailAddress("uno@corp.example");
        changes.change(id, new UserData("uno", address, "Uno", Role.OPERATOR, Locale.GERMAN), null);
        users.disable(id);
        users.enable(id);
        users.changePasswordHash(id, users.encode("a password of one"));
        users.delete(id);
        assertThat(events.stream(UserEvent.Changed.class)).singleElement().satisfies(event -> assertThat(
                        event.changes())
                .containsOnlyKeys("username", "displayName", "role", "language")
                .containsEntry("role", "USER → OPERATOR")
                .containsEntry("language", "– → de"));
        assertThat(events.stream(UserEvent.AddressChanged.class))
                .containsExactly(new UserEvent.AddressChanged(id, "uno", null, "uno@corp.example"));
        assertThat(jdbc.sql("select action from audit_line order by id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "users.audit.created",
                        "users.audit.changed",
                        "users.audit.address",
                        "users.audit.disabled",
                        "users.audit.enabled",
                        "users.audit.password",
                        "users.audit.deleted");
        assertThat(jdbc.sql("select count(*) from audit_line where details like '%a password%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theLastAdministratorStays() {
        UUID only = administrator("only");
        users.create(new UserData("pending", null, "Pending", Role.ADMINISTRATOR, null));
        assertThatThrownBy(() -> users.disable(only)).isInstanceOf(LastAdministratorException.class);
        assertThatThrownBy(() -> users.delete(only)).isInstanceOf(LastAdministratorException.class);
        assertThatThrownBy(() -> changes.change(only, account("only", null), null))
                .isInstanceOf(LastAdministratorException.class);
        assertThat(users.signedIn(only).map(SignedInUser::credentialVersion)).hasValue(1);
        administrator("another");
        users.delete(only);
        assertThat(users.byId(only)).isEmpty();
    }

    @Test
    void ofTwoAdministratorsWhoRemoveEachOtherOneIsRefused() throws Exception {
        for (int round = 0; round < 10; round++) {
            nobody();
            UUID first = administrator("first");
            UUID second = administrator("second");

            assertThat(AtOnce.all(List.of(attempt(() -> users.disable(first)), attempt(() -> users.delete(second)))))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    private UUID administrator(String username) {
        UUID id = users.create(new UserData(username, null, username, Role.ADMINISTRATOR, null))
                .id();
        users.changePasswordHash(id, "hash");
        return id;
    }

    private static Callable<Boolean> attempt(Runnable action) {
        return () -> {
            try {
                action.run();
                return true;
            } catch (LastAdministratorException refused) {
                return false;
            }
        };
    }
}
