package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTests {

    @ParameterizedTest
    @CsvSource({
        "/deliveries?state=FAILED,web.open.deliveries",
        "/users/1c1a3f4e-0000-4000-8000-000000000000,web.open.user",
        "/settings/alerts/webhook,web.open.settings-alerts",
        "/somewhere/new,web.open.page"
    })
    void aLinkSaysWhereItLeads(String href, String messageKey) {
        assertThat(Destination.of(href).messageKey()).isEqualTo(messageKey);
    }
}
