package io.postern.mailsettings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has changed the row of the settings by hand, to what the form would not have taken. */
class DamagedSettingsTests extends ApplicationTest {

    @AfterEach
    void repair() {
        jdbc.sql(
                        """
                        update mail_settings set tls_mode = 'AUTO', reply_to = null, envelope_from = null, auth_method = 'AUTO', oauth_grant = null,
                            oauth_client_id = null, oauth_token_endpoint = null, username = null, sealed_password = null
                        """)
                .update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reply_to = 'nobody'",
                "envelope_from = 'a@b@c'",
                "from_address = 'Postern'",
                "username = 'mailer', sealed_password = 'plain'",
                "username = 'mailer', auth_method = 'OAUTH2', oauth_grant = 'CLIENT_CREDENTIALS', oauth_client_id = 'x',"
                        + " oauth_token_endpoint = 'no address'"
            })
    void nothingIsSentAndThePageThatCuresItOpens(String damage) {
        jdbc.sql("update mail_settings set " + damage).update();
        queue.mails(1);
        deliver();

        assertThat(smtp.connections()).isZero();
        assertThat(queue.count("QUEUED")).isEqualTo(1);
        Visitor administrator = administrator();
        assertThat(administrator.get("/users").page().select("[data-banner]")).isNotEmpty();
        assertThat(administrator.get("/settings/mail").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls_mode = 'OPPORTUNISTIC'",
                "auth_method = 'NTLM'",
                "auth_method = 'OAUTH2', oauth_grant = 'PASSWORD'"
            })
    void aChoiceThatNobodyHasCountsAsTheUsualOne(String damage) {
        jdbc.sql("update mail_settings set " + damage).update();

        Visitor administrator = administrator();
        assertThat(administrator.get("/users").status()).isEqualTo(200);
        assertThat(administrator.get("/settings/mail").status()).isEqualTo(200);
    }
}
