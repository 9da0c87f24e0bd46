package io.postern.users.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.database.ListQuery;
import io.postern.database.RowList;
import io.postern.net.EmailAddress;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.UsersFixture;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;

/** Pages of the list. */
abstract class UserListTests extends UsersFixture {

    private static final List<String> ORDERS =
            List.of("username", "displayName", "email", "role", "invitedAt", "lastSignInAt");

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
        assertThat(found("", null, UserList.Status.PENDING)).containsExactly("b_rta", "carl");
        assertThat(found("", null, UserList.Status.UNREACHABLE)).containsExactly("admin", "carl");
        assertThat(found("", null, UserList.Status.ACTIVE)).containsExactly("admin");
        users.recordSignIn(users.byId(admin).orElseThrow());
        for (String order : ORDERS) {
            assertThat(list.page(sorted("", "-" + order)).rows()).hasSize(3);
        }
        assertThat(users.enabled(Role.ADMINISTRATOR, Role.OPERATOR))
                .extracting(User::username)
                .containsExactly("admin", "carl");
    }

    @Test
    void pagesHoldEverybodyOnceInEachOrderAndLeadBack() throws IOException {
        for (int i = 0; i < 120; i++) {
            EmailAddress address = i % 3 == 0 ? null : new EmailAddress("a" + i % 40 + "." + i + "@corp.example");
            Role role = i % 5 == 0 ? Role.OPERATOR : Role.USER;
            UUID id = users.create(new UserData("user" + i, address, "Name " + i % 7, role, null))
                    .id();
            if (i % 4 == 0) {
                clock(id, i % 6);
            }
        }
        for (String order : ORDERS) {
            for (String direction : List.of("", "-")) {
                ListQuery first = sorted("user", direction + order);
                List<String> all = file(first);
                assertThat(all).hasSize(120).doesNotHaveDuplicates();
                RowList.Page<UserRow> one = list.page(first);
                RowList.Page<UserRow> two = list.page(one.next());
                RowList.Page<UserRow> three = list.page(two.next());
                assertThat(names(one)).isEqualTo(all.subList(0, 50));
                assertThat(names(two)).isEqualTo(all.subList(50, 100));
                assertThat(names(three)).isEqualTo(all.subList(100, 120));
                assertThat(three.next()).isNull();
                assertThat(counted(first)).isEqualTo(120);
                assertThat(one.previous()).isNull();
                assertThat(list.page(three.previous()).rows()).isEqualTo(two.rows());
                assertThat(list.page(two.previous()).rows()).isEqualTo(one.rows());
                assertThat(list.page(one.next().before(one.rows().get(30).id().toString()))
                                .rows())
                        .as("a whole first page")
                        .isEqualTo(one.rows());
            }
        }
        UserRow last = lastPage(sorted("", "-email"));
        assertThat(last.email())
                .as("who has none comes last in either direction")
                .isNull();
        assertThat(list.page(list.query(Map.of("before", new UUID(0, 7).toString())))
                        .rows())
                .as("beside somebody who is gone")
                .hasSize(50);
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
        assertThat(list.count(sorted("u", ""), 1001)).isEqualTo(1001);
        assertThat(counted(sorted("", ""))).isEqualTo(1600);
    }

    private UserRow lastPage(ListQuery query) {
        RowList.Page<UserRow> page = list.page(query);
        return page.next() == null ? page.rows().get(page.rows().size() - 1) : lastPage(page.next());
    }

    private static List<String> names(RowList.Page<UserRow> page) {
        return page.rows().stream().map(UserRow::username).toList();
    }

    private List<String> file(ListQuery query) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        list.write(query, response);
        return response.getContentAsString()
                .lines()
                .skip(1)
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    private int counted(ListQuery query) {
        return list.count(query, Integer.MAX_VALUE);
    }

    private ListQuery sorted(String q, String sort) {
        return list.query(Map.of("q", q, "sort", sort));
    }

    private void clock(UUID id, int minute) {
        jdbc.sql("update users set last_sign_in_at = ? where id = ?")
                .params(Timestamp.from(Instant.EPOCH.plusSeconds(60L * minute)), id)
                .update();
    }

    private List<String> found(String q, Role role, UserList.Status status) {
        ListQuery query = list.query(
                Map.of("q", q, "role", role == null ? "" : role.name(), "status", status == null ? "" : status.name()));
        RowList.Page<UserRow> page = list.page(query);
        assertThat(counted(query)).isEqualTo(page.rows().size());
        return page.rows().stream().map(UserRow::username).toList();
    }

    private UUID administrator(String username) {
        UUID id = users.create(new UserData(username, null, username, Role.ADMINISTRATOR, null))
                .id();
        users.changePasswordHash(id, "hash");
        return id;
    }
}
