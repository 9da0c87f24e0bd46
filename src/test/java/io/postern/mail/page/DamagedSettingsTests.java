package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has changed the row of the settings by hand, to what the form would not have taken. */
abstract class DamagedSettingsTests extends ApplicationTest {

    @AfterEach
    void repair() {
        jdbc.sql(
                        """
                        update mail_settings set host = '127.0.0.1', connect_timeout = 10, read_timeout = 10, max_connections = 2,
                            max_per_minute = null, trusted_certificates = null, ehlo_name = null, tls_mode = 'AUTO', reply_to = null, envelope_from = null, auth_method = 'AUTO', oauth_grant = null,
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
    void nothingIsSentAndThePageThatRepairsItOpens(String damage) {
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
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host = ''                            | host
                    host = ' '                           | host
                    host = 'a b'                         | host
                    max_connections = 0                  | maxConnections
                    max_connections = 1000000            | maxConnections
                    max_connections = 2147483647         | maxConnections
                    max_per_minute = 0                   | maxPerMinute
                    max_per_minute = -5                  | maxPerMinute
                    connect_timeout = 0                  | connectTimeout
                    read_timeout = -1                    | readTimeout
                    read_timeout = 2147483647            | readTimeout
                    from_address = 'Postern'             | fromAddress
                    reply_to = 'nobody'                  | replyTo
                    trusted_certificates = 'no PEM'      | trustedCertificates
                    """)
    void theQueueWaitsAndThePageSaysWhatIsWrongUntilItIsSavedAgain(String damage, String field) {
        jdbc.sql("update mail_settings set " + damage).update();
        queue.mails(2);
        deliver();

        assertThat(smtp.connections()).isZero();
        assertThat(queue.count("QUEUED")).isEqualTo(2);
        Visitor administrator = administrator();
        assertThat(administrator
                        .get("/users")
                        .page()
                        .select("[data-banner=mail-settings-damaged]")
                        .text())
                .contains("hold values that no form would take");
        assertThat(administrator.get("/settings/mail").error(field)).isPresent();

        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        assertThat(administrator.get("/users").page().select("[data-banner]")).isEmpty();
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(2);
    }

    @Test
    void whereTheRowIsGoneItIsAsIfNothingHadBeenSavedAndSavingMakesItAgain() {
        jdbc.sql("delete from mail_settings").update();
        queue.mails(1);
        deliver();

        assertThat(queue.count("QUEUED")).isEqualTo(1);
        Visitor administrator = administrator();
        assertThat(administrator.get("/users").page().select("[data-banner=mail-not-configured]"))
                .isNotEmpty();
        assertThat(administrator
                        .submit(
                                "/settings/mail",
                                Map.of(
                                        "host", "127.0.0.1",
                                        "port", String.valueOf(smtp.port()),
                                        "sslEnabled", "",
                                        "fromAddress", "postern@postern.example"))
                        .status())
                .isEqualTo(303);
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(1);
    }

    @Test
    void whereTheRowIsGoneAlertMailsCanBeSwitchedOnAllTheSame() {
        jdbc.sql("delete from mail_settings").update();
        Visitor administrator = administrator();
        assertThat(administrator
                        .submit("/settings/alerts", Map.of("alertEmailsEnabled", "true"))
                        .status())
                .isEqualTo(303);
        assertThat(jdbc.sql("select alert_emails_enabled from mail_settings")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        administrator.submit("/settings/alerts", Map.of("alertEmailsEnabled", ""));
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
