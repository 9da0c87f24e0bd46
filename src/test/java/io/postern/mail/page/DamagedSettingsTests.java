package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

/** Somebody has changed the row of the settings by hand, to what the form would not have taken. */
abstract class DamagedSettingsTests extends ApplicationTest {

    @AfterEach
    void repair() {
        jdbc.sql(
                        """
                        update mail_settings set host = '127.0.0.1', connect_timeout = 10, read_timeout = 10, max_connections = 2,
                            max_per_minute = null, trusted_certificates = null, ehlo_name = null, tls_mode = 'AUTO', reply_to = null, envelope_from = null, auth_method = 'AUTO', oauth_grant_type = null,
                            oauth_client_id = null, oauth_token_endpoint = null, username = null, sealed_secret = null
                        """)
                .update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reply_to = 'nobody'",
                "envelope_from = 'a@b@c'",
                "from_address = 'Postern'",
                "username = 'mailer', sealed_secret = 'plain'",
                "username = 'mailer', auth_method = 'OAUTH2', oauth_grant_type = 'CLIENT_CREDENTIALS', oauth_client_id = 'x',"
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
                    from_address = 'Postern'             | fromAddress
                    reply_to = 'nobody'                  | replyTo
                    trusted_certificates = 'no PEM'      | trustedCertificates
                    """)
    void holdsTheQueueUntilDamagedSettingsAreSaved(String damage, String field) {
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
                .contains("contain invalid values");
        assertThat(administrator.get("/settings/mail").error(field)).isPresent();

        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
        assertThat(administrator.get("/users").page().select("[data-banner]")).isEmpty();
        deliver();
        assertThat(queue.count("SENT")).isEqualTo(2);
    }

    @Test
    void treatsADeletedRowAsNothingSaved() {
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
    void switchesAlertMailsWithADeletedRow() {
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
                "port = 0",
                "port = 65536",
                "max_connections = 0",
                "max_connections = 11",
                "max_per_minute = 0",
                "max_per_minute = 100001",
                "connect_timeout = 0",
                "connect_timeout = 121",
                "read_timeout = -1",
                "read_timeout = 121",
                "tls_mode = 'OPPORTUNISTIC'",
                "auth_method = 'NTLM'",
                "auth_method = 'OAUTH2'",
                "auth_method = 'OAUTH2', oauth_grant_type = 'PASSWORD'",
                "oauth_grant_type = 'CLIENT_CREDENTIALS'",
                "connected_account_id = '00000000-0000-0000-0000-000000000001'"
            })
    void theDatabaseRefusesNumbersAndChoicesThatNoFormTakes(String damage) {
        assertThatThrownBy(() -> jdbc.sql("update mail_settings set " + damage).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
