package io.postern.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Settings &gt; General, where a public address is typed that begins with http. */
@TestPropertySource(properties = "postern.public-url=")
class HttpQuestionTests extends ApplicationTest {

    private static final String PAGE = "/settings/general";

    /** Others with the same settings find it missing. */
    @AfterEach
    void forgetTheAddress() {
        assertThat(administrator().submit(PAGE, Map.of("publicUrl", "")).status())
                .isEqualTo(303);
    }

    @Test
    void asksToConfirmHttpWhereTheBrowserUsesHttps() {
        Visitor administrator = administrator();
        Map<String, String> typed = Map.of("publicUrl", "http://a.example", "seenOrigin", "https://a.example");
        Visitor.Answer asked = administrator.submit(PAGE, typed);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.page().select("[data-warning=public-url-http]").text()).contains("starts with http");
        assertThat(asked.page().select("[name=publicUrl]").val()).isEqualTo("http://a.example");
        assertThat(stored(administrator)).isNotEqualTo("http://a.example");

        assertThat(administrator
                        .submit(
                                PAGE,
                                Map.of(
                                        "publicUrl", "http://a.example",
                                        "seenOrigin", "https://a.example",
                                        "httpConfirmed", "true"))
                        .status())
                .isEqualTo(303);
        assertThat(stored(administrator)).isEqualTo("http://a.example");
        assertThat(administrator.submit(PAGE, typed).status())
                .as("of what is stored nobody is asked again")
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://b.example", "null", ""})
    void doesNotAskWhereTheBrowserUsesHttp(String seen) {
        Visitor administrator = administrator();
        String typed = "http://b" + seen.length() + ".example";
        assertThat(administrator
                        .submit(PAGE, Map.of("publicUrl", typed, "seenOrigin", seen))
                        .status())
                .isEqualTo(303);
        assertThat(stored(administrator)).isEqualTo(typed);
    }

    private static String stored(Visitor administrator) {
        return administrator.get(PAGE).page().select("[name=publicUrl]").val();
    }
}
