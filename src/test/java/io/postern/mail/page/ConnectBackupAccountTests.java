package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** "Connect account" for a backup: the consent is for that server, though the provider knows one address. */
class ConnectBackupAccountTests extends OAuthTest {

    private static final String NEW = "/settings/mail/servers/new";

    @AfterEach
    void removeBackups() {
        mailSettings.removeBackups();
    }

    @Test
    void theConsentLandsAtTheBackup() {
        Visitor.Answer saved =
                administrator.post(NEW + "/oauth/connect", Visitor.filled(administrator.get(NEW), NEW, settings()));
        assertThat(saved.location()).matches("/settings/mail/servers/\\d+/oauth/connect");
        String page = saved.location().replace("/oauth/connect", "");
        Visitor.Answer leaving = administrator.get(saved.location());
        assertThat(leaving.page().select("a[href=" + page + "]")).hasSize(1);
        assertThat(administrator.get(page).warnings()).contains("oauth-not-connected");

        Visitor.Answer back = comeBack(administrator, provider.consent(link(leaving)));
        assertThat(back.location()).isEqualTo(page);
        assertThat(administrator.get(page).shown()).contains("Account connected.", "data-connected");
        assertThat(connected()).isNotEqualTo(1);

        assertThat(administrator
                        .post(page + "/test", Visitor.filled(administrator.get(page), page, Map.of()))
                        .page()
                        .select("[data-outcome=accepted]"))
                .hasSize(1);
        administrator.submit("/settings/mail", Map.of("fromDisplayName", "Other"));
        assertThat(administrator.get(page).shown()).as("kept").contains("data-connected");

        administrator.submit(page, page + "/delete", Map.of());
        assertThat(jdbc.sql("select count(*) from connected_account")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aBackupThatWasDeletedMeanwhileIsNotConnected() {
        Visitor.Answer saved =
                administrator.post(NEW + "/oauth/connect", Visitor.filled(administrator.get(NEW), NEW, settings()));
        Visitor.Answer leaving = administrator.get(saved.location());
        mailSettings.removeBackups();

        assertThat(comeBack(administrator, provider.consent(link(leaving))).location())
                .isEqualTo("/settings/mail");
        assertThat(problem()).isEqualTo("oauth-settings-changed");
        assertThat(isConnected()).isFalse();
    }

    private int connected() {
        return jdbc.sql("select id from mail_settings where connected_account_id is not null")
                .query(Integer.class)
                .single();
    }
}
