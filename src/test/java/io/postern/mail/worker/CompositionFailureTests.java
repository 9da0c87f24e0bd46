package io.postern.mail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.users.Role;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mail that can't be made from its row, at whatever point. */
class CompositionFailureTests extends ApplicationTest {

    private static final Duration FIRST_PAUSE_OVER = Duration.ofSeconds(37);

    @Tag("case-100")
    @Test
    void endsAnUncomposableRowAlone() {
        long unknown = queue.mail("first@corp.example");
        jdbc.sql("update delivery set kind = 'forgotten' where id = ?")
                .param(unknown)
                .update();
        long badAddress = queue.mail("not an address");
        queue.mails(3);
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(queue.describe(unknown)).isEqualTo("QUEUED unexpected 1");
        assertThat(queue.describe(badAddress)).isEqualTo("QUEUED unexpected 1");
        deliver();
        assertThat(queue.describe(unknown)).isEqualTo("QUEUED unexpected 1");
        clock.advance(Duration.ofDays(2));
        queue.dropExpired();
        assertThat(queue.describe(unknown)).isEqualTo("DROPPED expired 1");
    }

    @Tag("case-100")
    @Test
    void postponesAnUnrenderableLetterAlone() {
        long poison = queue.mail("poison@corp.example");
        queue.kind.unrenderable = poison;
        queue.mails(3);
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(queue.describe(poison)).isEqualTo("QUEUED unexpected 1");
        assertThat(queue.count("SENDING")).isZero();

        queue.kind.unrenderable = 0;
        clock.advance(FIRST_PAUSE_OVER);
        deliver();
        assertThat(queue.describe(poison)).isEqualTo("SENT null 2");
        assertThat(smtp.acceptedFor("poison@corp.example")).hasSize(1);
    }

    @Tag("case-100")
    @Test
    void aMailThatOverflowsTheStackHarmsNobodyElse() {
        long poison = queue.mail("poison@corp.example");
        queue.kind.unwritable = poison;
        queue.mails(3);
        deliver();
        assertThat(smtp.accepted()).hasSize(3);
        assertThat(queue.describe(poison)).isEqualTo("QUEUED unexpected 1");
    }

    @Test
    void itsAttemptsAreShownInBothLanguages() {
        long poison = queue.mail("poison@corp.example");
        queue.kind.unrenderable = poison;
        deliver();
        String page = "/deliveries/" + poison;
        assertThat(administrator().get(page).page().select("ol").text())
                .contains("Compose e-mail")
                .contains("something unknown happened");
        String german = user("heide", Role.OPERATOR, Locale.GERMAN).username();
        assertThat(signedIn(german, PASSWORD).get(page).page().select("ol").text())
                .contains("E-Mail erstellen");
    }

    @Test
    void doesNotUseUpAHeldQueuesProbe() {
        queue.kind.unrenderable = queue.mail("poison@corp.example");
        clock.advance(Duration.ofSeconds(1));
        queue.mails(2);
        queue.hold("host-unknown");
        clock.advance(FIRST_PAUSE_OVER);
        deliver();
        assertThat(queue.isFlowing()).isTrue();
        assertThat(smtp.accepted()).hasSize(2);
    }
}
