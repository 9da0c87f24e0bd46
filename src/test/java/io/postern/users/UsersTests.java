package io.postern.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.net.EmailAddress;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@RecordApplicationEvents
abstract class UsersTests {

    @Autowired
    private Users users;

    @Autowired
    private UserList list;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @BeforeEach
    void nobody() {
        jdbc.sql("delete from users").update();
        jdbc.sql("delete from audit_line").update();
    }

    @Test
    void aUserIsFoundByUsernameAndByAddressInAnyCase() {
        User anna = users.create(account("Anna", "Anna.Berg@Corp.Example"));
        for (String typed : List.of("anna", " ANNA ", "anna.berg@corp.example", "ANNA.BERG@CORP.EXAMPLE")) {
            assertThat(users.byIdentifier(typed).map(User::id)).as(typed).contains(anna.id());
        }
        assertThat(users.byId(anna.id()).orElseThrow().email()).contains(new EmailAddress("Anna.Berg@corp.example"));
    }

    @Test
    void case8_lettersThatOnlyLookAlikeFindNobody() {
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

    @Test
    void case17_aMegabyteFindsNobody() {
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
        assertThat(users.change(user.id(), account("own", "own@corp.example"), null))
                .isTrue();
        assertThat(users.byIdentifier("own@corp.example").map(User::id)).contains(user.id());
        assertThat(users.change(user.id(), account("own", null), null)).isTrue();
        assertThat(users.byIdentifier("own@corp.example")).isEmpty();
    }

    @Test
    void aRefusedChangeLeavesEverythingAsItWas() {
        users.create(account("one", "one@corp.example"));
        User two = users.create(account("two", "two@corp.example"));
        assertThatThrownBy(() -> users.change(two.id(), account("three", "one@corp.example"), null))
                .isInstanceOf(IdentifierTaken.class);
        assertThat(users.byIdentifier("two").map(User::username)).contains("two");
        assertThat(users.byIdentifier("three")).isEmpty();
    }

    @Test
    void aStaleFormChangesNothing() {
        User user = users.create(account("one", null));
        assertThat(users.change(user.id(), account("two", null), user.version()))
                .isTrue();
        assertThat(users.change(user.id(), account("three", null), user.version()))
                .isFalse();
        assertThat(users.byIdentifier("two")).isPresent();
    }

    @Test
    void aSignInDoesNotMakeAFormStale() {
        User user = users.create(account("one", null));
        users.recordSignIn(user.id());
        assertThat(users.byId(user.id()).orElseThrow().lastSignInAt()).isPresent();
        assertThat(users.change(user.id(), account("two", null), user.version()))
                .isTrue();
        assertThat(users.byId(user.id()).orElseThrow().lastSignInAt()).isPresent();
    }

    @Test
    void roleDisablingAndPasswordEndSessionsAndAnAddressDoesNot() {
        administrator("admin");
        UUID id = users.create(account("one", null)).id();
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(0);
        users.change(id, account("one", "one@corp.example"), null);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(0);
        users.change(id, new AccountData("one", null, "One", Role.OPERATOR, null), null);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(1);
        users.changePassword(id, "a password of one");
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(2);
        users.disable(id);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).isEmpty();
        users.enable(id);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).hasValue(3);
        users.delete(id);
        assertThat(users.signedIn(id).map(SignedInUser::credentialVersion)).isEmpty();
        assertThat(users.byIdentifier("one")).isEmpty();
    }

    @Test
    void everyChangeIsPublishedAndStandsInTheTrail() {
        UUID id = users.create(account("one", null)).id();
        EmailAddress address = new EmailAddress("uno@corp.example");
        users.change(id, new AccountData("uno", address, "Uno", Role.OPERATOR, Locale.GERMAN), null);
        users.disable(id);
        users.enable(id);
        users.changePassword(id, "a password of one");
        users.delete(id);
        assertThat(events.stream(UserChanged.class)).singleElement().satisfies(event -> assertThat(event.changes())
                .containsOnlyKeys("username", "displayName", "role", "language")
                .containsEntry("role", "USER → OPERATOR")
                .containsEntry("language", "– → de"));
        assertThat(events.stream(AddressChanged.class))
                .containsExactly(new AddressChanged(id, "uno", null, "uno@corp.example"));
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
        users.create(new AccountData("pending", null, "Pending", Role.ADMINISTRATOR, null));
        assertThatThrownBy(() -> users.disable(only)).isInstanceOf(LastAdministrator.class);
        assertThatThrownBy(() -> users.delete(only)).isInstanceOf(LastAdministrator.class);
        assertThatThrownBy(() -> users.change(only, account("only", null), null))
                .isInstanceOf(LastAdministrator.class);
        assertThat(users.signedIn(only).map(SignedInUser::credentialVersion)).hasValue(1);
        administrator("another");
        users.delete(only);
        assertThat(users.byId(only)).isEmpty();
    }

    @Test
    void ofTwoAdministratorsWhoRemoveEachOtherOneIsRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                nobody();
                UUID first = administrator("first");
                UUID second = administrator("second");
                List<Future<Boolean>> answers = threads.invokeAll(
                        List.of(attempt(() -> users.disable(first)), attempt(() -> users.delete(second))));
                List<Boolean> succeeded = new ArrayList<>();
                for (Future<Boolean> answer : answers) {
                    succeeded.add(answer.get());
                }
                assertThat(succeeded).containsExactlyInAnyOrder(true, false);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPageSearchesFiltersAndSorts() {
        UUID admin = administrator("admin");
        users.create(new AccountData("b_rta", new EmailAddress("b@corp.example"), "Änne", Role.USER, null));
        users.create(new AccountData("carl", null, "Carl 100%", Role.OPERATOR, null));
        assertThat(found("änne", null, null)).containsExactly("b_rta");
        assertThat(found("ÄNNE", null, null)).containsExactly("b_rta");
        assertThat(found("_", null, null)).containsExactly("b_rta");
        assertThat(found("%", null, null)).containsExactly("carl");
        assertThat(found("", Role.OPERATOR, null)).containsExactly("carl");
        assertThat(found("", null, UserQuery.Status.PENDING)).containsExactly("b_rta", "carl");
        assertThat(found("", null, UserQuery.Status.UNREACHABLE)).containsExactly("admin", "carl");
        assertThat(found("", null, UserQuery.Status.ACTIVE)).containsExactly("admin");
        users.recordSignIn(admin);
        for (UserQuery.Order order : UserQuery.Order.values()) {
            assertThat(list.rows(new UserQuery("", null, null, order, true, null, false), 10))
                    .hasSize(3);
        }
        assertThat(users.enabled(Role.ADMINISTRATOR, Role.OPERATOR))
                .extracting(User::username)
                .containsExactly("admin", "carl");
    }

    @Test
    void pagesHoldEverybodyOnceInEachOrderAndLeadBack() {
        for (int i = 0; i < 120; i++) {
            EmailAddress address = i % 3 == 0 ? null : new EmailAddress("a" + i % 40 + "." + i + "@corp.example");
            Role role = i % 5 == 0 ? Role.OPERATOR : Role.USER;
            UUID id = users.create(new AccountData("user" + i, address, "Name " + i % 7, role, null))
                    .id();
            if (i % 4 == 0) {
                clock(id, i % 6);
            }
        }
        for (UserQuery.Order order : UserQuery.Order.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                UserQuery first = new UserQuery("user", null, null, order, descending, null, false);
                List<UserRow> all = list.rows(first, 1000);
                assertThat(all).hasSize(120).doesNotHaveDuplicates();
                UserList.Page one = list.page(first);
                UserList.Page two = list.page(one.next());
                UserList.Page three = list.page(two.next());
                assertThat(one.rows()).isEqualTo(all.subList(0, 50));
                assertThat(two.rows()).isEqualTo(all.subList(50, 100));
                assertThat(three.rows()).isEqualTo(all.subList(100, 120));
                assertThat(three.next()).isNull();
                assertThat(one.previous()).isNull();
                assertThat(list.page(three.previous()).rows()).isEqualTo(two.rows());
                assertThat(list.page(two.previous()).rows()).isEqualTo(one.rows());
                assertThat(list.page(one.next().before(all.get(30).id())).rows())
                        .as("a whole first page")
                        .isEqualTo(one.rows());
            }
        }
        assertThat(list.rows(new UserQuery("", null, null, UserQuery.Order.EMAIL, true, null, false), 1000))
                .extracting(UserRow::email)
                .last()
                .as("who has none comes last in either direction")
                .isNull();
        assertThat(list.page(UserQuery.parse("", "", "", "", "", new UUID(0, 7).toString()))
                        .rows())
                .as("beside somebody who is gone")
                .hasSize(50);
    }

    @Test
    void moreMatchesThanNeedBeCountedAreNotCounted() {
        jdbc.sql(
                        """
                        insert into users (id, username, display_name, role, credential_version, disabled, created_at,
                            search_text, version)
                        select cast('00000000-0000-4000-8000-' || lpad(cast(a.n * 40 + b.n as varchar), 12, '0') as uuid),
                            'u' || (a.n * 40 + b.n), 'U', 'USER', 0, false, current_timestamp, 'u', 0
                        from (values %1$s) a (n), (values %1$s) b (n)
                        """
                                .formatted(IntStream.range(0, 40)
                                        .mapToObj(n -> "(" + n + ")")
                                        .collect(Collectors.joining(", "))))
                .update();
        assertThat(counted(UserQuery.parse("u", "", "", "", "", ""))).isEqualTo(UserList.COUNTED + 1);
        assertThat(counted(UserQuery.parse("", "", "", "", "", ""))).isEqualTo(1600);
    }

    private int counted(UserQuery query) {
        return list.count(query, list.page(query));
    }

    private void clock(UUID id, int minute) {
        jdbc.sql("update users set last_sign_in_at = ? where id = ?")
                .params(Timestamp.from(Instant.EPOCH.plusSeconds(60L * minute)), id)
                .update();
    }

    private List<String> found(String q, Role role, UserQuery.Status status) {
        UserQuery query = new UserQuery(q, role, status, UserQuery.Order.USERNAME, false, null, false);
        UserList.Page page = list.page(query);
        assertThat(list.count(query, page)).isEqualTo(page.rows().size());
        return page.rows().stream().map(UserRow::username).toList();
    }

    private UUID administrator(String username) {
        UUID id = users.create(new AccountData(username, null, username, Role.ADMINISTRATOR, null))
                .id();
        users.changePasswordHash(id, "hash");
        return id;
    }

    private void assertTaken(AccountData data, String field) {
        assertThatThrownBy(() -> users.create(data))
                .isInstanceOfSatisfying(IdentifierTaken.class, taken -> assertThat(taken.field())
                        .isEqualTo(field));
    }

    private static AccountData account(String username, String email) {
        EmailAddress address = email == null ? null : EmailAddress.parse(email).orElseThrow();
        return new AccountData(username, address, "Somebody", Role.USER, null);
    }

    private static Callable<Boolean> attempt(Runnable action) {
        return () -> {
            try {
                action.run();
                return true;
            } catch (LastAdministrator refused) {
                return false;
            }
        };
    }
}
