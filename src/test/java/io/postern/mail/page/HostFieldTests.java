package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.auth.ProcessPassword;
import io.postern.mail.settings.CheckedForms;
import io.postern.mail.settings.CheckedMailForm;
import io.postern.mail.settings.Forms;
import io.postern.mail.settings.MailForm;
import io.postern.mail.settings.MailSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed as SMTP host, and what becomes of it. */
class HostFieldTests {

    private final CheckedForms forms = new CheckedForms();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail",
                "mail.corp.example",
                "MAIL.Corp.Example",
                "127.0.0.1",
                "::1",
                "[::1]",
                "münchen.example",
                "mail_server"
            })
    void hostsAreNamesOrAddresses(String host) {
        assertThat(forms.check(Forms.valid().with("host", host))).isPresent();
    }

    @Test
    void acceptsATrailingDot() {
        assertThat(forms.check(Forms.valid().with("host", "Mail.Corp.Example."))
                        .orElseThrow()
                        .values()
                        .server()
                        .host())
                .isEqualTo("mail.corp.example");
    }

    @Tag("case-59")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "127.0.0.1:6379",
                "0x7f.1",
                "127.1",
                "2130706433",
                "a\r\nb",
                "a\u0000b",
                "a b",
                "smtp://mail",
                "mail/x",
                "user@mail",
                "-a.example",
                "mail..example",
                "[::1]:25",
                "[::1",
                "a,b"
            })
    void whatIsNoHostIsAFieldError(String host) {
        assertThat(forms.check(Forms.valid().with("host", host))).isEmpty();
        assertThat(forms.errors().getFieldErrors("host")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.bücher.example, smtp.xn--bcher-kva.example, smtp.bücher.example",
        "SMTP.BÜCHER.EXAMPLE., smtp.xn--bcher-kva.example, smtp.bücher.example",
        "smtp.xn--bcher-kva.example, smtp.xn--bcher-kva.example, smtp.bücher.example",
        "mail.corp.example, mail.corp.example, mail.corp.example"
    })
    void connectsInAsciiAndShowsUnicode(String typed, String host, String shown) {
        forms.store(Forms.valid().with("host", typed));

        MailSettings stored = forms.stored();
        assertThat(stored.values().server().host()).isEqualTo(host);
        assertThat(MailForm.of(stored).host()).isEqualTo(shown);
        assertThat(forms.check(Forms.valid().with("host", shown).without("password"))
                        .orElseThrow()
                        .secret())
                .as("the same host")
                .isEqualTo(new CheckedMailForm.Keep());
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp.straße.example", "ｓｍｔｐ.example", "smtp.b\u202ecuer.example"})
    void aNameThatWouldTurnIntoAnotherIsNone(String typed) {
        assertThat(forms.check(Forms.valid().with("host", typed))).isEmpty();
    }

    @Test
    void theProcessMayNameItsHostThatWayToo() {
        ProcessPassword process = new ProcessPassword("smtp.Bücher.example", "mailer@corp.example", "secret");

        assertThat(forms.check(
                        Forms.valid().with("host", "smtp.bücher.example").with("useDefaultCredentials", "true"),
                        process))
                .isPresent();
    }
}
