package io.postern.users.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.UsersFixture;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages of the list. */
abstract class UserListTests extends UsersFixture {

    @Autowired
    private UserList list;

    @Test
    void aPageSearchesFiltersAndSorts() {
        UUID admin = administrator("admin");
        users.create(new UserData("b_rta", new EmailAddress("b@corp.example"), "Änne", Role.USER, null));
        users.create(new UserData("carl", null, "Carl 100%", Role.OPERATOR, null));
        assertThat(found("änne", null, null)).containsExactly("b_rta");
        assertThat(found("ÄNNE", null, null)).containsExactly("b_rta");
        assertThat(found("_", null, null)).containsExactly("b_rta");
        assertThat(found("%", null, null)).containsExactly("carl");
        assertThat(found("", Role.OPERATOR, null)).containsExactly("carl");
        assertThat(found("", null, UserQuery.Status.PENDING)).containsExactly("b_rta", "carl");
        assertThat(found("", null, UserQuery.Status.UNREACHABLE)).containsExactly("admin", "carl");
        assertThat(found("", null, UserQuery.Status.ACTIVE)).containsExactly("admin");
        users.recordSignIn(users.byId(admin).orElseThrow());
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
            UUID id = users.create(new UserData("user" + i, address, "Name " + i % 7, role, null))
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
                assertThat(List.of(
                                counted(first),
                                counted(one.next()),
                                counted(two.next()),
                                counted(three.previous()),
                                counted(two.previous())))
                        .as("how many there are on all pages")
                        .containsOnly(120);
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
    void whoReadsOnBeyondSomebodyIsNotLedBackWhenThatOneIsDeletedMeanwhile() {
        for (String name : List.of("anna", "bert", "carl", "dora")) {
            users.create(new UserData(name, null, name, Role.USER, null));
        }
        for (UserQuery.Order order : UserQuery.Order.values()) {
            UserQuery all = new UserQuery("", null, null, order, false, null, false);
            List<UserRow> read = list.rows(all, 2);
            jdbc.sql("delete from users where username = 'bert'").update();
            assertThat(list.rowsBeyond(read.get(1), all, 2))
                    .extracting(UserRow::username)
                    .containsExactly("carl", "dora");
            users.create(new UserData("bert", null, "bert", Role.USER, null));
        }
    }

    @Test
    void moreMatchesThanNeedBeCountedAreNotCounted() {
        jdbc.sql(
                        """
                        insert into users (id, username, display_name, role, credential_version, disabled, created_at,
                            search_text, pending, reachable, version)
                        select cast('00000000-0000-4000-8000-' || lpad(cast(a.n * 40 + b.n as varchar), 12, '0') as uuid),
                            'u' || (a.n * 40 + b.n), 'U', 'USER', 0, false, current_timestamp, 'u', true,
                            false, 0
                        from (values %1$s) a (n), (values %1$s) b (n)
                        """
                                .formatted(IntStream.range(0, 40)
                                        .mapToObj(n -> "(" + n + ")")
                                        .collect(Collectors.joining(", "))))
                .update();
        assertThat(counted(UserQuery.parse("u", "", "", "", "", ""))).isGreaterThan(UserList.COUNTED);
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
        UUID id = users.create(new UserData(username, null, username, Role.ADMINISTRATOR, null))
                .id();
        users.changePasswordHash(id, "hash");
        return id;
    }
}
