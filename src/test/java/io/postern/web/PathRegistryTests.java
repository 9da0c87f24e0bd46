package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.web.RoomPaths.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class PathRegistryTests extends ApplicationTest {

    @Autowired
    private PathRegistry paths;

    @ParameterizedTest
    @CsvSource({
        "/deliveries?state=FAILED,web.open.deliveries",
        "/users/1c1a3f4e-0000-4000-8000-000000000000,web.open.user",
        "/settings/webhooks/7,web.open.webhook",
        "/somewhere/new,web.open.page"
    })
    void aLinkSaysWhereItLeads(String href, String messageKey) {
        assertThat(paths.linkTextKey(href)).isEqualTo(messageKey);
    }

    @ParameterizedTest
    @CsvSource({
        "/login,EVERYBODY",
        "/assets/app.css,EVERYBODY",
        "/settings,ADMINISTRATORS",
        "/settings/yet/to/come,ADMINISTRATORS",
        "/users.csv,ADMINISTRATORS",
        "/deliveries?state=FAILED,OPERATORS",
        "/profile/alerts,OPERATORS",
        "/profile,SIGNED_IN",
        "/somewhere/new,SIGNED_IN"
    })
    void everyPathHasItsReaders(String link, Access readers) {
        assertThat(paths.access(link)).isEqualTo(readers);
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/mail/oauth/connect,/settings/mail",
        "/settings/mail/servers/2/oauth/connect,/settings/mail/servers/2",
        "/settings/mail/servers/2/delete,/settings/mail/servers/2",
        "/settings/mail/servers/new,/settings/mail/servers/new",
        "/profile/password,/profile",
        "/profile/alerts/digest,/profile/alerts",
        "/users/1/disable,/users/1",
        "/users/1,/users/1",
        "/users,/users"
    })
    void anAddressThatAnswersAFormShowsItsPage(String address, String page) {
        assertThat(paths.pageAt(address)).isEqualTo(page);
    }

    @Test
    void aButtonBesideTheFormSendsNothingOfIt() {
        assertThat(paths.isFormOf("/settings/mail", "/settings/mail/test")).isTrue();
        assertThat(paths.isFormOf("/settings/mail/servers/2", "/settings/mail/servers/2/test"))
                .isTrue();
        assertThat(paths.isFormOf("/settings/mail/servers/2", "/settings/mail/servers/2/move"))
                .isFalse();
        assertThat(paths.isFormOf("/settings/mail", "/settings/mail/servers/2/test"))
                .isFalse();
        assertThat(paths.isFormOf("/users/new", "/users")).isTrue();
        assertThat(paths.isFormOf("/users/1", "/users/1/disable")).isFalse();
        assertThat(paths.isFormOf("/settings/general", "/settings/mail/test")).isFalse();
    }
}
