package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup that protects mails less well than the primary. */
class WeakerBackupTests extends ApplicationTest {

    private static final String PRIMARY = "/settings/mail";
    private static final String NEW = "/settings/mail/servers/new";
    private static final String WEAKER = "backup-weaker";
    private static final String UNASKED = "backup-weaker-unasked";

    private Visitor administrator;

    @BeforeEach
    void signIn() {
        allowTestsAgain();
        administrator = administrator();
    }

    @AfterEach
    void removeBackups() {
        mailSettings.removeBackups();
    }

    @Test
    void isRefusedUnlessAllowedAndWarnedAboutForAsLong() {
        primary(Map.of("sslEnabled", "true"));
        Visitor.Answer refused = administrator.submit(NEW, plain());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error("allowWeakerBackup")).isPresent();
        assertThat(administrator
                        .post(NEW + "/test", Visitor.filled(administrator.get(NEW), NEW, plain()))
                        .error("allowWeakerBackup"))
                .as("the same for a test")
                .isPresent();

        Map<String, String> allowed = plain();
        allowed.put("allowWeakerBackup", "true");
        String page = administrator.submit(NEW, allowed).location();
        assertThat(administrator.get(page).warnings()).contains(WEAKER).doesNotContain(UNASKED);
        assertThat(administrator.get(PRIMARY).warnings()).contains("weaker-backups");

        assertThat(administrator.submit(page, Map.of("sslEnabled", "true")).status())
                .isEqualTo(303);
        assertThat(administrator.get(page).warnings()).doesNotContain(WEAKER);
        assertThat(administrator.get(PRIMARY).warnings()).doesNotContain("weaker-backups");
    }

    @Test
    void becomesSoWhenThePrimaryIsMadeStronger() {
        String page = administrator.submit(NEW, plain()).location();
        assertThat(administrator.get(page).warnings()).doesNotContain(WEAKER);

        Map<String, String> typed = Visitor.filled(administrator.get(PRIMARY), PRIMARY, Map.of("sslEnabled", "true"));
        assertThat(administrator.post(PRIMARY + "/warnings", typed).body()).contains("data-warning=\"weaker-backups\"");
        primary(Map.of("sslEnabled", "true"));

        assertThat(administrator.get(page).warnings()).contains(WEAKER, UNASKED);
        assertThat(administrator.submit(page, Map.of()).error("allowWeakerBackup"))
                .isPresent();
        assertThat(administrator
                        .submit(page, Map.of("allowWeakerBackup", "true"))
                        .status())
                .isEqualTo(303);
        assertThat(administrator.get(page).warnings()).contains(WEAKER).doesNotContain(UNASKED);
    }

    /** STARTTLS is required and verified, as TLS from the first byte is. */
    @Test
    void isNotOneWithStarttlsBehindImplicitTls() {
        primary(Map.of("sslEnabled", "true", "tlsMode", "IMPLICIT"));
        Map<String, String> backup = plain();
        backup.putAll(Map.of("sslEnabled", "true", "tlsMode", "STARTTLS"));
        String page = administrator.submit(NEW, backup).location();
        assertThat(administrator.get(page).warnings()).doesNotContain(WEAKER);
    }

    @Test
    void isOneThatSendsAPasswordInClearText() {
        Map<String, String> backup = plain();
        backup.putAll(Map.of("username", "b", "password", "s3cret", "allowCleartextPassword", "true"));
        assertThat(administrator.submit(NEW, backup).error("allowWeakerBackup")).isPresent();
        backup.put("allowWeakerBackup", "true");
        assertThat(administrator.submit(NEW, backup).status()).isEqualTo(303);
    }

    private void primary(Map<String, String> fields) {
        assertThat(administrator.submit(PRIMARY, fields).status()).isEqualTo(303);
    }

    private static Map<String, String> plain() {
        Map<String, String> fields = new HashMap<>();
        fields.put("host", "backup.corp.example");
        fields.put("sslEnabled", null);
        fields.put("fromAddress", "postern@postern.example");
        return fields;
    }
}
