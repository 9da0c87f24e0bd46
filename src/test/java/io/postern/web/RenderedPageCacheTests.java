package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderedPageCacheTests extends ApplicationTest {

    private static final String PAGE = "/forgot-password";
    private static final String GENERAL = "/settings/general";

    @Test
    void givesEveryReaderAValidTokenOfTheirOwn() {
        Visitor one = visitor();
        Visitor other = visitor();
        Visitor.Answer first = one.get(PAGE);
        Visitor.Answer second = other.get(PAGE);

        assertThat(token(first)).isNotBlank().isNotEqualTo(token(second));
        assertThat(first.body().replace(token(first), ""))
                .isEqualTo(second.body().replace(token(second), ""));
        assertThat(first.response().headers().firstValue("Content-Type"))
                .isEqualTo(second.response().headers().firstValue("Content-Type"))
                .hasValue("text/html;charset=UTF-8");
        assertThat(send(one, first).status()).isEqualTo(303);
        assertThat(send(other, first).status()).isEqualTo(403);
    }

    @Test
    void whatDiffersBetweenReadersOrChangesIsNotKept() {
        assertThat(visitor().get(PAGE).page().select("html").attr("lang")).isEqualTo("en");
        assertThat(visitor()
                        .with("Accept-Language", "de")
                        .get(PAGE)
                        .page()
                        .select("html")
                        .attr("lang"))
                .isEqualTo("de");

        Visitor dark = visitor();
        dark.get(PAGE);
        dark.post("/theme", Map.of("theme", "dark", "_csrf", token(dark.get("/login"))));
        assertThat(dark.get(PAGE).page().select("html").attr("data-theme")).isEqualTo("dark");
        assertThat(visitor().get(PAGE).page().select("html").attr("data-theme")).isEqualTo("system");

        assertThat(visitor().get(PAGE + "?sent").page().select("[role=status].alert"))
                .isNotEmpty();
        assertThat(visitor().get(PAGE).page().select("[role=status].alert")).isEmpty();
    }

    @Test
    void showsANewInstallationNameAtOnce() {
        Visitor root = administrator();
        String name = root.get(GENERAL).page().select("[name=installationName]").val();
        try {
            root.submit(GENERAL, Map.of("installationName", "Renamed"));
            assertThat(visitor().get(PAGE).page().title()).endsWith(" · Renamed");
        } finally {
            root.submit(GENERAL, Map.of("installationName", name));
        }
        assertThat(visitor().get(PAGE).page().title()).endsWith(" · " + name);
    }

    private static Visitor.Answer send(Visitor visitor, Visitor.Answer page) {
        return visitor.post(PAGE, Visitor.filled(page, PAGE, Map.of("identifier", "nobody")));
    }

    private static String token(Visitor.Answer answer) {
        return answer.page().select("input[name=_csrf]").attr("value");
    }
}
