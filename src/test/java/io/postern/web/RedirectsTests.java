package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

class RedirectsTests {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/users?q=a%20b&sort=-email", "/alerts?q=[x]{y}"})
    void aPathOfThisApplicationIsGoneBackTo(String path) {
        assertThat(url(Redirects.back(path))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "/a\r\nX: b",
                "/ü",
                "/a b"
            })
    void anythingElseIsNot(String named) {
        assertThat(url(Redirects.back(named))).isEqualTo("/");
    }

    private static String url(ModelAndView redirect) {
        return ((RedirectView) redirect.getView()).getUrl();
    }
}
