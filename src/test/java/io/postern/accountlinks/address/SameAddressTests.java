package io.postern.accountlinks.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import io.postern.users.User;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an address that waits for confirmation tells and takes nobody else. */
class SameAddressTests extends AddressChangeFixture {

    /** Neither the page nor its answer, but for what was typed. */
    @Test
    void doesNotRevealWhoseAnAddressIs() {
        User berta = user();
        String taken = berta.email().orElseThrow().value();
        Visitor.Answer free = changeAddress(fresh);
        String pageOfFree = masked(session.get("/profile"), fresh);
        session.submit("/profile", "/profile/pending-address/cancel", Map.of());
        Visitor.Answer used = changeAddress(taken);
        String pageOfUsed = masked(session.get("/profile"), taken);

        assertThat(used.status()).isEqualTo(free.status());
        assertThat(used.location()).isEqualTo(free.location());
        assertThat(pageOfUsed).isEqualTo(pageOfFree);
        deliver();
        assertThat(smtp.accepted()).isEmpty();
        assertThat(reasons()).containsExactly("withdrawn", "address-taken");
    }

    @Test
    void givesAnAddressToTheFirstToConfirm() {
        User berta = user();
        changeAddress(fresh);
        String hers = confirmationLink();
        signedIn(berta.username(), PASSWORD).submit("/profile", Map.of("email", fresh.toUpperCase(Locale.ROOT)));
        deliver();
        String bertas = link(smtp.acceptedFor(fresh.toUpperCase(Locale.ROOT).replace("@CORP.EXAMPLE", "@corp.example"))
                .get(0));

        assertThat(confirm(opened(bertas)).status()).isEqualTo(303);
        Visitor late = opened(hers);
        Visitor.Answer refused = confirm(late);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(stored()).isEqualTo(old);
        assertThat(users.byId(berta.id()).orElseThrow().email().orElseThrow().canonical())
                .isEqualTo(fresh);
    }

    @Test
    void askingAnewEndsTheLinksOfWhatWasAskedBefore() {
        changeAddress(fresh);
        String first = confirmationLink();
        changeAddress("newer-" + fresh);
        assertDead(first);
        deliver();
        String second = link(only("newer-" + fresh));
        session.submit("/profile", "/profile/pending-address/send", Map.of());
        assertDead(second);
        deliver();
        String third = link(smtp.acceptedFor("newer-" + fresh).get(1));

        assertThat(confirm(opened(third)).status()).isEqualTo(303);
        assertThat(stored()).isEqualTo("newer-" + fresh);
    }

    @Test
    void dropsAWaitingMailForAnAbandonedAddress() {
        changeAddress(fresh);
        changeAddress("newer-" + fresh);
        deliver();

        assertThat(smtp.acceptedFor(fresh)).isEmpty();
        assertThat(only("newer-" + fresh).text()).contains(anna.username());
        assertThat(reasons()).containsExactly("withdrawn");
    }

    @Test
    void askingIsLimitedForEachUser() {
        for (int i = 0; i < 5; i++) {
            assertThat(changeAddress(i + fresh).status()).isEqualTo(303);
        }
        assertThat(changeAddress(fresh).error("email"))
                .hasValueSatisfying(said -> assertThat(said).contains("60 min"));
        assertThat(session.submit("/profile", "/profile/pending-address/send", Map.of())
                        .error("email"))
                .isPresent();
        assertThat(pending()).containsExactly(4 + fresh);
        clock.advance(Duration.ofMinutes(61));
        assertThat(session.submit("/profile", "/profile/pending-address/send", Map.of())
                        .status())
                .isEqualTo(303);
    }

    private List<String> reasons() {
        return jdbc.sql("select reason from delivery where state = 'DROPPED' order by id")
                .query(String.class)
                .list();
    }

    private static String masked(Visitor.Answer answer, String address) {
        return answer.page()
                .select("main")
                .html()
                .replace(address, "")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("<time[^>]*>[^<]*", "");
    }
}
