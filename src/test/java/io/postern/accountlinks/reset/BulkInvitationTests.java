package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.page.MailSettingsFixture;
import io.postern.net.EmailAddress;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.imports.BulkUserCreation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "postern.password-reset.max-waiting=3")
class BulkInvitationTests extends ApplicationTest {

    private static final int PER_MINUTE = 30;

    @Autowired
    private BulkUserCreation newUsers;

    @BeforeEach
    void limitTheRate() {
        mailSettings.plain(
                "127.0.0.1",
                smtp.port(),
                "postern@postern.example",
                new MailSettingsFixture.Bounds(Duration.ofSeconds(10), 2, PER_MINUTE));
    }

    @Test
    @Tag("case152")
    void resetAskedDuringBulkInvitationsIsNext() {
        User forgetful = user();
        invite(900);
        deliver();
        assertThat(smtp.accepted()).hasSize(PER_MINUTE);

        forgot(forgetful.username());
        nextMinute();

        assertThat(recipient(PER_MINUTE)).isEqualTo(address(forgetful));
        assertThat(smtp.accepted()).hasSize(2 * PER_MINUTE);
    }

    @Test
    void requestsGoBeforeNoticesAndThoseBeforeBulk() {
        invite(2 * PER_MINUTE);
        deliver();
        User alone = users.create(account("alone" + UUID.randomUUID()));
        User mover = user();
        Visitor signedIn = signedIn(mover.username(), PASSWORD);
        String moved = "moved" + UUID.randomUUID() + "@corp.example";
        signedIn.submit("/profile", Map.of("email", moved));
        User forgetful = user();
        forgot(forgetful.username());
        nextMinute();

        assertThat(IntStream.range(PER_MINUTE, PER_MINUTE + 3).mapToObj(this::recipient))
                .containsExactly(moved, address(forgetful), address(alone));
        assertThat(smtp.accepted()).hasSize(2 * PER_MINUTE);
    }

    @Test
    void waitingInvitationsKeepNobodyFromAskingForReset() {
        invite(2 * PER_MINUTE);
        User forgetful = user();
        forgot(forgetful.username());
        deliver();

        assertThat(recipient(0)).isEqualTo(address(forgetful));
    }

    private void invite(int count) {
        String file = UUID.randomUUID().toString();
        newUsers.create(
                IntStream.range(0, count)
                        .mapToObj(i -> account("invited" + i + "-" + file))
                        .toList(),
                true);
    }

    private static UserData account(String name) {
        return new UserData(name, new EmailAddress(name + "@corp.example"), name, Role.USER, null);
    }

    private void nextMinute() {
        clock.advance(Duration.ofSeconds(61));
        deliver();
    }

    private String recipient(int index) {
        List<String> recipients = smtp.accepted().get(index).recipients();
        assertThat(recipients).hasSize(1);
        return recipients.get(0);
    }

    private static String address(User user) {
        return user.email().orElseThrow().value();
    }
}
