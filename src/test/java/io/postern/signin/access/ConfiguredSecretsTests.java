package io.postern.signin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.signin.setup.FirstAdministratorProperties;
import io.postern.signin.setup.SetupProperties;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConfiguredSecretsTests {

    @Tag("case-117")
    @Test
    void hidesConfiguredSecretsInTextForms() {
        assertThat(List.of(
                        new FirstAdministratorProperties("root", null, "hush", null),
                        new SetupProperties("hush, this is a longer secret"),
                        new MetricsProperties("hush")))
                .noneMatch(each -> each.toString().contains("hush"));
    }
}
