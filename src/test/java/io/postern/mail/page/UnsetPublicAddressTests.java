package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "postern.public-url=")
class UnsetPublicAddressTests extends ApplicationTest {

    @Test
    void holdsMailUntilThePublicAddressIsSet() {
        User user = user();
        forgot(user.username());
        deliver();
        assertThat(smtp.accepted()).isEmpty();
        Visitor administrator = administrator();
        assertThat(administrator.get("/users").page().select("[data-banner]")).isNotEmpty();
        assertThat(administrator.get("/settings/mail").warnings()).contains("public-address-missing");

        Visitor.Answer tested = MailStoryTests.test(administrator, Map.of());
        assertThat(tested.page().select("[data-stage=done]").attr("data-state")).isEqualTo("ok");
        assertThat(tested.page().select("[data-stage=arrived]").attr("data-state"))
                .isEqualTo("skipped");
        assertThat(tested.page().select("[data-stage=arrived]").text()).contains("public address is missing");
        assertThat(smtp.lines()).contains("EHLO [127.0.0.1]");

        Visitor.Answer saved =
                administrator.submit("/settings/general", Map.of("publicUrl", "https://postern.example"));
        assertThat(saved.status()).isEqualTo(303);
        deliver();
        assertThat(mailsTo(user)).hasSize(1);
        assertThat(link(mailsTo(user).get(0))).startsWith("/reset-password?token=");
    }
}
