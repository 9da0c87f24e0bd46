package io.postern.overview;

import static io.postern.overview.OverviewFixture.cure;
import static io.postern.overview.OverviewFixture.entry;
import static io.postern.overview.OverviewFixture.page;
import static io.postern.overview.OverviewFixture.todo;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "postern.public-url=")
class PublicAddressRepairsTests extends ApplicationTest {

    @Test
    void aMissingOrLocalPublicAddressIsToDo() {
        jdbc.sql("update installation set public_url = null").update();
        Visitor root = administrator();
        assertThat(cure(entry(root, "public-url-missing"))).isEqualTo("/settings/general");
        assertThat(page(root).select("[data-mail-state]").attr("data-mail-state"))
                .isEqualTo("unable");

        root.submit("/settings/general", Map.of("publicUrl", "http://localhost:8080"));
        assertThat(entry(root, "public-url-localhost").text()).contains("http://localhost:8080");
        assertThat(todo(root)).doesNotContain("public-url-missing");

        root.submit("/settings/general", Map.of("publicUrl", "https://postern.example"));
        assertThat(todo(root)).doesNotContain("public-url-missing", "public-url-localhost");
    }
}
