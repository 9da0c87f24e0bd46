package io.postern.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.AtOnce;
import io.postern.users.imports.BulkUserCreation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;

/** Administrators who change several users at the same moment: administrators, since changes of others wait for each other anyway. */
class ParallelChangesTests extends ApplicationTest {

    @Autowired
    private UserChanges changes;

    @Autowired
    private BulkUserCreation newUsers;

    @Test
    void refusesBothOfTwoWhoSwapNames() throws Exception {
        for (int round = 0; round < 20; round++) {
            User first = user(Role.ADMINISTRATOR);
            User second = user(Role.ADMINISTRATOR);

            List<Boolean> swapped = AtOnce.all(List.of(change(first, second.data()), change(second, first.data())));

            assertThat(swapped).containsOnly(false);
            assertThat(List.of(first, second)).allMatch(each -> users.byIdentifier(each.username())
                    .filter(found -> found.id().equals(each.id()))
                    .isPresent());
        }
    }

    @Test
    void givesOrRefusesANameBeingGivenUp() throws Exception {
        for (int round = 0; round < 20; round++) {
            User first = user(Role.ADMINISTRATOR);
            User second = user(Role.ADMINISTRATOR);
            String free = "free" + UUID.randomUUID();

            List<Boolean> changed = AtOnce.all(List.of(
                    change(first, data(free, free + "@corp.example")),
                    change(second, data(first.username(), "zz" + first.email().orElseThrow()))));

            assertThat(changed.get(0)).isTrue();
            assertThat(users.byIdentifier(first.username()).map(User::id))
                    .isEqualTo(changed.get(1) ? Optional.of(second.id()) : Optional.empty());
        }
    }

    @Test
    void refusesOneOfTwoWhoAddTheSamePeople() throws Exception {
        for (int round = 0; round < 10; round++) {
            String unique = UUID.randomUUID() + "@corp.example";
            List<UserData> people = new ArrayList<>(IntStream.range(0, 100)
                    .mapToObj(n -> data("p" + n + unique, "p" + n + unique))
                    .toList());
            Callable<Boolean> add = adding(List.copyOf(people));
            Collections.reverse(people);

            assertThat(AtOnce.all(List.of(add, adding(people)))).containsExactlyInAnyOrder(true, false);
        }
    }

    private Callable<Boolean> adding(List<UserData> people) {
        return () -> {
            try {
                newUsers.create(people, false);
                return true;
            } catch (DuplicateKeyException there) {
                return false;
            }
        };
    }

    private Callable<Boolean> change(User user, UserData to) {
        return () -> {
            try {
                return changes.change(user.id(), to, null);
            } catch (IdentifierTaken refused) {
                return false;
            }
        };
    }

    private static UserData data(String username, String address) {
        return new UserData(username, new EmailAddress(address), username, Role.ADMINISTRATOR, null);
    }
}
