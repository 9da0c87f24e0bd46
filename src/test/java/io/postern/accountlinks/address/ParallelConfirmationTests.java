package io.postern.accountlinks.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.AtOnce;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many at once who confirm addresses. */
class ParallelConfirmationTests extends ApplicationTest {

    private static final String PAGE = "/confirm-address";

    @Tag("case-24")
    @Test
    void ofManyWhoUseOneLinkAtOnceOneSucceeds() throws Exception {
        User user = user();
        String address = "new-" + user.username() + "@corp.example";
        String link = asked(user, address);
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            attempts.add(confirmation(link));
        }

        List<Integer> statuses = AtOnce.all(attempts);

        assertThat(statuses).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 400);
        assertThat(users.byId(user.id()).orElseThrow().email()).contains(new EmailAddress(address));
        deliver();
        assertThat(mailsTo(user)).as("told once").hasSize(1);
    }

    @Test
    void givesAnAddressToOneOfManyConfirmers() throws Exception {
        String address = "wanted-" + user().username() + "@corp.example";
        List<User> people = List.of(user(), user(), user(), user());
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (User each : people) {
            attempts.add(confirmation(asked(each, address)));
        }

        List<Integer> statuses = AtOnce.all(attempts);

        assertThat(statuses).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 400);
        List<EmailAddress> now = people.stream()
                .map(each -> users.byId(each.id()).orElseThrow().email().orElseThrow())
                .toList();
        assertThat(now).containsOnlyOnce(new EmailAddress(address));
        assertThat(now.indexOf(new EmailAddress(address))).isEqualTo(statuses.indexOf(303));
    }

    @Test
    void refusesToConfirmWhileTheUserIsDisabled() throws Exception {
        for (int round = 0; round < 5; round++) {
            User user = user();
            String link = asked(user, "moved-" + user.username() + "@corp.example");
            List<Integer> statuses = AtOnce.all(List.of(confirmation(link), () -> {
                users.disable(user.id());
                return 0;
            }));

            User now = users.byId(user.id()).orElseThrow();
            assertThat(now.isDisabled()).isTrue();
            assertThat(now.email().equals(user.email())).isEqualTo(statuses.get(0) == 400);
            assertThat(visitor().get(link).status()).isEqualTo(400);
        }
    }

    private String asked(User user, String address) {
        int before = smtp.acceptedFor(address).size();
        signedIn(user.username(), PASSWORD).submit("/profile", Map.of("email", address));
        deliver();
        return link(smtp.acceptedFor(address).get(before));
    }

    private Callable<Integer> confirmation(String link) {
        Visitor reader = visitor();
        reader.get(link);
        Map<String, String> form = Visitor.filled(reader.get(PAGE), PAGE, Map.of());
        return () -> reader.post(PAGE, form).status();
    }
}
