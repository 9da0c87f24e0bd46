package io.postern.mail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.crypto.TestSealers;
import io.postern.mail.auth.ProcessPassword;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.validation.FieldError;

/** What becomes of the stored password, and where the process's own may go. */
class SecretCheckTests {

    private final CheckedForms forms = new CheckedForms();

    @Test
    void defaultCredentialsGoToTheirOwnHostAlone() {
        ProcessPassword process = new ProcessPassword("relay.corp.example", "svc@corp.example", "process-secret");
        Forms form = Forms.valid().with("useDefaultCredentials", "true").without("password");

        assertThat(forms.check(form, CheckedForms.NO_CREDENTIALS)).isEmpty();
        assertThat(forms.errors().hasFieldErrors("useDefaultCredentials")).isTrue();
        assertThat(forms.check(form, process)).isEmpty();
        assertThat(forms.errors().hasFieldErrors("host")).isTrue();
        assertThat(forms.check(form.with("host", "Relay.Corp.Example").with("port", "2525"), process))
                .isPresent();
        assertThat(forms.check(form.without("username"), process)).isPresent();
        assertThat(forms.check(form, new ProcessPassword(null, "svc@corp.example", "process-secret")))
                .isEmpty();
    }

    @Tag("case-56")
    @Tag("case-57")
    @ParameterizedTest
    @CsvSource({
        "host,evil.example",
        "port,2587",
        "sslEnabled,",
        "tlsMode,STARTTLS",
        "authMethod,PASSWORD",
        "username,other@corp.example",
        "allowCleartextPassword,true",
        "trustedCertificates,pem"
    })
    void asksForThePasswordWhenItsDestinationChanges(String field, @Nullable String value) {
        forms.store(Forms.valid());
        Forms changed = Forms.valid().without("password");
        if (value == null) {
            changed.without(field).with("host", "localhost");
        } else {
            changed.with(
                    field,
                    value.equals("pem") ? TrustedCertificates.pem(TestCertificates.selfSigned("evil", true)) : value);
        }

        assertThat(forms.check(changed)).isEmpty();
        assertThat(forms.errors().getFieldErrors())
                .extracting(FieldError::getField)
                .containsExactly("password");
        assertThat(forms.check(changed.with("password", "typed again"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Replace("typed again"));
    }

    @Test
    void namesOnlyTheFieldsThatSomebodyChanged() {
        String ca = TrustedCertificates.pem(TestCertificates.selfSigned("ca", true));
        forms.store(Forms.valid().without("port").with("trustedCertificates", ca));
        Forms again = Forms.valid().without("password").without("port").with("trustedCertificates", ca + "\r\n");

        assertThat(forms.check(again.with("host", "new.corp.example"))).isEmpty();
        assertThat(said()).contains("field.host").doesNotContain("certificates", "field.port");
        assertThat(forms.check(again.with("host", "mail.corp.example").with("tlsMode", "IMPLICIT")))
                .isEmpty();
        assertThat(said()).contains("field.tls-mode").doesNotContain("field.port", "host");
    }

    private String said() {
        return Arrays.deepToString(
                Objects.requireNonNull(forms.errors().getFieldError("password")).getArguments());
    }

    @Test
    void ignoresDefaultPortAndCaseOfTheHost() {
        forms.store(Forms.valid());

        assertThat(forms.check(Forms.valid().without("password").without("port").with("host", "MAIL.corp.example"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Keep());
        assertThat(forms.check(Forms.valid()
                        .without("password")
                        .with("tlsMode", "AUTO")
                        .with("authMethod", "AUTO")))
                .isPresent();
    }

    @Tag("case-57")
    @Test
    void keepsThePasswordFromAnotherHostViaDefaultCredentials() {
        ProcessPassword process = new ProcessPassword("evil.example", "svc@corp.example", "process-secret");
        forms.store(Forms.valid());
        Forms detour = Forms.valid().without("password").with("useDefaultCredentials", "true");

        assertThat(forms.check(detour.with("host", "evil.example"), process)
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Drop());
        ProcessPassword same = new ProcessPassword("mail.corp.example", "svc@corp.example", "process-secret");
        assertThat(forms.check(detour.with("host", "mail.corp.example").without("username"), same)
                        .orElseThrow())
                .satisfies(checked -> assertThat(checked.secret()).isEqualTo(new CheckedMailForm.Keep()))
                .satisfies(checked ->
                        assertThat(checked.values().signIn().username()).isEqualTo("postern@corp.example"));
    }

    @Test
    void dropsAnUnusedOrUnwantedPassword() {
        forms.store(Forms.valid());

        assertThat(forms.check(Forms.valid().without("password").with("authMethod", "NONE"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Drop());
        assertThat(forms.check(Forms.valid()
                                .without("password")
                                .without("username")
                                .with("fromAddress", "a@b.example"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Drop());
        assertThat(forms.check(Forms.valid().without("password").with("removePassword", "true"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Drop());
    }

    @Test
    void dropsTheOldHostsCertificatesUnlessEnteredAgain() {
        String ca = TrustedCertificates.pem(TestCertificates.selfSigned("ca", true));
        forms.store(Forms.valid().with("trustedCertificates", ca));
        Forms moved = Forms.valid().with("host", "new.corp.example");

        CheckedMailForm dropped =
                forms.check(moved.with("trustedCertificates", ca + "\r\n")).orElseThrow();
        assertThat(dropped.certificatesDropped()).isTrue();
        assertThat(dropped.values().server().trustedCertificates()).isNull();
        CheckedMailForm kept = forms.check(moved.with(
                        "trustedCertificates", TrustedCertificates.pem(TestCertificates.selfSigned("new", true))))
                .orElseThrow();
        assertThat(kept.certificatesDropped()).isFalse();
        assertThat(kept.values().server().trustedCertificates()).isNotNull();
    }

    @Tag("case-65")
    @Test
    void aPasswordSealedWithAnotherKeyIsAskedForAgain() {
        MailSettingsValues values = forms.check(Forms.valid()).orElseThrow().values();
        forms.store(new MailSettings(values, TestSealers.withSomeKey().seal("mail-settings.password", "x")));

        assertThat(forms.check(Forms.valid().without("password"))).isEmpty();
        assertThat(forms.errors().hasFieldErrors("password")).isTrue();
        assertThat(forms.check(Forms.valid())).isPresent();
    }

    @Test
    void withoutAKeyNoPasswordIsAccepted() {
        CheckedForms without = new CheckedForms(TestSealers.withoutKey());

        assertThat(without.check(Forms.valid())).isEmpty();
        assertThat(without.errors().hasFieldErrors("password")).isTrue();
    }

    @Test
    void noTextFormTellsThePassword() {
        MailForm form = Forms.valid().form();

        assertThat(form.toString() + forms.check(Forms.valid())).doesNotContain("s3cret");
        assertThat(new ProcessPassword("h", "u", "s3cret").toString()
                        + new ProcessPassword("h", "u", "s3cret").identity())
                .doesNotContain("s3cret");
    }
}
