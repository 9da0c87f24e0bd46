package io.postern.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.web.ShellSettings;
import io.postern.web.layout.ShellPages;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class ReadersLanguageTests {

    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final ReadersLanguage languages = new ReadersLanguage(beans.getBeanProvider(ShellSettings.class));

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de                       | de",
                "de-CH, en;q=0.5          | de",
                "fr, en;q=0.3, de;q=0.7   | de",
                "en-GB                    | en",
                "de;q=0, en;q=0.1         | en",
                "DE                       | de",
            })
    void theBrowsersOrderOfLanguagesCounts(String header, String language) {
        assertThat(asked(header)).isEqualTo(Locale.forLanguageTag(language));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"fr", "*", ";;;", "de;q=abc", "''"})
    void whoAsksForNothingKnownGetsTheInstallationsLanguage(String header) {
        assertThat(asked(header)).isEqualTo(Locale.ENGLISH);
        beans.addBean("installation", new ShellSettings() {
            @Override
            public Locale language() {
                return Locale.GERMAN;
            }
        });
        assertThat(asked(header)).isEqualTo(Locale.GERMAN);
    }

    @Test
    void theReadersOwnChoiceComesFirst() {
        ShellPages.Person ada = new ShellPages.Person(Locale.GERMAN, "Ada");
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(ada, null));
        assertThat(asked("en")).isEqualTo(Locale.GERMAN);
    }

    private Locale asked(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", header);
        return languages.resolveLocale(request);
    }
}
