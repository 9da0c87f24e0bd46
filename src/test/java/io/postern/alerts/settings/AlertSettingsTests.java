package io.postern.alerts.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AlertSettingsTests extends ApplicationTest {

    private static final String PAGE = "/settings/alerts";

    @Autowired
    private AlertSettings settings;

    private Visitor root;

    @BeforeEach
    void signIn() {
        root = administrator();
    }

    @AfterEach
    void restore() {
        jdbc.sql("update alert_settings set digest_time = '07:00'").update();
    }

    @Test
    void theSwitchIsTheOneOfTheMailSettings() {
        assertThat(root.submit(PAGE, Map.of("alertEmailsEnabled", "true")).status())
                .isEqualTo(303);
        assertThat(mailForm()).containsEntry("alertEmailsEnabled", "true");
        assertThat(root.submit("/settings/mail", without("alertEmailsEnabled")).status())
                .isEqualTo(303);
        assertThat(Visitor.filled(root.get(PAGE), PAGE, Map.of())).doesNotContainKey("alertEmailsEnabled");
        assertThat(root.get("/audit").page().text())
                .contains("Enable alert e-mails: no → yes", "Enable alert e-mails: yes → no");
    }

    @Test
    void savesAndAuditsTheSummarysHour() {
        assertThat(root.submit(PAGE, Map.of("digestTime", "18:30")).status()).isEqualTo(303);
        assertThat(settings.digestTime()).hasToString("18:30");
        assertThat(root.get(PAGE).page().select("[role=status]").text()).contains("saved");
        assertThat(root.get("/audit").page().text()).contains("digestTime", "07:00 → 18:30");
    }

    @Test
    void usesTheDefaultHourForADeletedRow() {
        root.submit(PAGE, Map.of("digestTime", "18:30"));
        jdbc.sql("delete from alert_settings").update();
        assertThat(Visitor.filled(root.get(PAGE), PAGE, Map.of())).containsEntry("digestTime", "07:00");
        assertThat(root.submit(PAGE, Map.of("digestTime", "19:00")).status()).isEqualTo(303);
        assertThat(settings.digestTime()).hasToString("19:00");
    }

    @Test
    void refusesAnInvalidTimeAtItsField() {
        for (String typed : new String[] {"", "25:00", "7 o'clock", "<b>"}) {
            Visitor.Answer answer = root.submit(PAGE, Map.of("digestTime", typed, "alertEmailsEnabled", "true"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.error("digestTime")).isPresent();
            assertThat(Visitor.filled(answer, PAGE, Map.of()))
                    .containsEntry("digestTime", typed)
                    .containsEntry("alertEmailsEnabled", "true");
        }
        assertThat(mailForm()).doesNotContainKey("alertEmailsEnabled");
    }

    @Tag("case-64")
    @Test
    void whatSomebodyElseSavedMeanwhileIsNotOverwritten() {
        Map<String, String> mine = Visitor.filled(root.get(PAGE), PAGE, Map.of("digestTime", "09:00"));
        administrator().submit(PAGE, Map.of("alertEmailsEnabled", "true"));
        Visitor.Answer stale = root.post(PAGE, mine);
        assertThat(stale.status()).isEqualTo(422);
        assertThat(stale.error("version")).isPresent();
        assertThat(settings.digestTime()).hasToString("07:00");
        assertThat(mailForm()).containsEntry("alertEmailsEnabled", "true");
        Map<String, String> script = new HashMap<>(mine);
        script.remove("version");
        assertThat(root.post(PAGE, script).status()).isEqualTo(303);
        assertThat(settings.digestTime()).hasToString("09:00");
    }

    @Test
    void thePasswordIsAskedForAgainAfterAWhile() {
        clock.advance(Duration.ofMinutes(16));
        Visitor.Answer asked = root.submit(PAGE, Map.of("digestTime", "10:00"));
        assertThat(asked.location()).endsWith("/reauthenticate");
        assertThat(settings.digestTime()).hasToString("07:00");
        root.submit("/reauthenticate", Map.of("password", PASSWORD));
        assertThat(Visitor.filled(root.get(PAGE), PAGE, Map.of())).containsEntry("digestTime", "10:00");
    }

    private Map<String, String> mailForm() {
        return Visitor.filled(root.get("/settings/mail"), "/settings/mail", Map.of());
    }

    private static Map<String, String> without(String field) {
        Map<String, String> fields = new HashMap<>();
        fields.put(field, null);
        return fields;
    }
}
