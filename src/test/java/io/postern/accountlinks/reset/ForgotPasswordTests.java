package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.ReceivedMail;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForgotPasswordTests extends ApplicationTest {

    @Test
    void theWholeWayBackIn() {
        User user = user();

        Visitor.Answer asked = forgot(user.username());
        assertThat(asked.status()).isEqualTo(303);
        assertThat(visitor()
                        .get(asked.location())
                        .page()
                        .select("[role=status]")
                        .text())
                .contains("If this matches an account");
        deliver();

        ReceivedMail mail = mailsTo(user).get(0);
        Visitor owner = visitor();
        Visitor.Answer opened = owner.get(link(mail));
        assertThat(opened.status()).isEqualTo(303);
        assertThat(opened.location()).endsWith("/reset-password");
        Visitor.Answer saved =
                owner.submit("/reset-password", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.location()).endsWith("/login?reset");

        assertThat(visitor().signIn(user.username(), PASSWORD).status()).isEqualTo(422);
        signedIn(user.username(), NEW_PASSWORD);
        deliver();
        ReceivedMail notice = mailsTo(user).get(1);
        assertThat(notice.text()).contains("was changed").doesNotContain(NEW_PASSWORD);
    }
}
