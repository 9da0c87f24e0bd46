package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that are sent again after going back, or from a second tab. */
class OwnSavesTests extends ApplicationTest {

    @ParameterizedTest
    @CsvSource({
        "/settings/general, installationName, First, Second",
        "/settings/security, minimumPasswordLength, 16, 17",
        "/settings/mail, fromDisplayName, First, Second",
        "/settings/alerts, digestTime, 08:00, 09:00",
        "/users/, displayName, First, Second"
    })
    void blamesNobodyElseWhenSavingTwice(String path, String field, String first, String second) {
        String page = path.equals("/users/") ? path + user(Role.USER).id() : path;
        Visitor root = administrator();
        Map<String, String> form = new LinkedHashMap<>(Visitor.filled(root.get(page), page, Map.of(field, first)));
        String before = Visitor.filled(root.get(page), page, Map.of()).get(field);

        assertThat(root.post(page, form).status()).isEqualTo(303);
        assertThat(root.post(page, form).status()).as("twice").isEqualTo(303);
        form.put(field, second);
        assertThat(root.post(page, form).status()).as("after going back").isEqualTo(303);
        assertThat(Visitor.filled(root.get(page), page, Map.of())).containsEntry(field, second);

        administrator().submit(page, Map.of(field, first));
        assertThat(root.post(page, form).status()).as("somebody else").isEqualTo(422);
        assertThat(root.submit(page, Map.of(field, second)).status()).isEqualTo(303);
        assertThat(root.post(page, form).status()).as("still").isEqualTo(422);

        root.submit(page, Map.of(field, before));
    }
}
