package io.postern.mailsettings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.secrets.Sealer;
import io.postern.secrets.TestSealers;
import io.postern.smtp.Encryption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.SimpleErrors;

class MailFormCheckTests {

    private static final ProcessMail NONE = new ProcessMail(null, null, null);

    private final Sealer sealer = TestSealers.withSomeKey();
    private final FakeRow row = new FakeRow();
    private final MailSecret secret = new MailSecret(sealer, row);
    private Errors errors = new SimpleErrors(Forms.valid().form());

    @Test
    void aValidFormIsReadWithItsDefaults() {
        MailValues values = check(Forms.valid().without("port")).orElseThrow().values();

        assertThat(values.effectivePort()).isEqualTo(587);
        assertThat(values.encryption()).isEqualTo(Encryption.STARTTLS);
        assertThat(values.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(values.readTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(values.maxConnections()).isEqualTo(2);
        assertThat(values.maxPerMinute()).isNull();
        assertThat(values.authMethod()).isEqualTo(AuthMethod.AUTO);
    }

    @ParameterizedTest
    @CsvSource({
        "true,,AUTO,587,STARTTLS", "true,465,AUTO,465,IMPLICIT", "true,25,AUTO,25,STARTTLS",
        "true,465,STARTTLS,465,STARTTLS", "true,587,IMPLICIT,587,IMPLICIT", "true,2465,IMPLICIT,2465,IMPLICIT"
    })
    void theConnectionIsEncryptedByPortUnlessAModeIsChosen(
            String ssl, @Nullable String port, String mode, int effectivePort, Encryption encryption) {
        MailValues values = check(
                        Forms.valid().with("port", port == null ? "" : port).with("tlsMode", mode))
                .orElseThrow()
                .values();

        assertThat(values.effectivePort()).isEqualTo(effectivePort);
        assertThat(values.encryption()).isEqualTo(encryption);
    }

    @Test
    void withoutSslTheModeIsIgnoredAndThePortIsThatOfARelay() {
        MailValues values = check(new Forms()
                        .with("host", "10.0.0.25")
                        .with("tlsMode", "IMPLICIT")
                        .with("fromAddress", "postern@corp.example"))
                .orElseThrow()
                .values();

        assertThat(values.effectivePort()).isEqualTo(25);
        assertThat(values.encryption()).isEqualTo(Encryption.NONE);
        assertThat(values.signsInWithPassword()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mail", "mail.corp.example", "MAIL.Corp.Example", "127.0.0.1", "::1", "[::1]", "münchen.example"
            })
    void hostsAreNamesOrAddresses(String host) {
        assertThat(check(Forms.valid().with("host", host))).isPresent();
    }

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
                "a_b.example",
                "mail..example",
                "[::1]:25",
                "[::1",
                "a,b"
            })
    void case59_whatIsNoHostIsAFieldError(String host) {
        assertThat(check(Forms.valid().with("host", host))).isEmpty();
        assertThat(errors.getFieldErrors("host")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            port,0
            port,65536
            port,-1
            port,25x
            port,٥٨٧
            port,99999999999
            fromAddress,nobody
            fromAddress,'a@corp.example,b@corp.example'
            fromAddress,'a@corp.example, b@corp.example'
            fromAddress,'Postern <a@corp.example>'
            fromAddress,šdmin@corp.example
            replyTo,a@b@corp.example
            replyTo,'a@corp.example;b@corp.example'
            envelopeFrom,<>
            ehloName,localhost
            ehloName,a_b.corp.example
            ehloName,127.0.0.1
            ehloName,[1.2.3]
            connectTimeout,0
            connectTimeout,121
            readTimeout,1.5
            readTimeout,ten
            maxConnections,0
            maxConnections,11
            maxPerMinute,0
            maxPerMinute,-5
            tlsMode,OPPORTUNISTIC
            authMethod,OAUTH2
            authMethod,NTLM
            trustedCertificates,accept any
            """)
    void eachFieldIsChecked(String field, String value) {
        assertThat(check(Forms.valid().with(field, value))).isEmpty();
        assertThat(errors.getFieldErrors()).extracting(FieldError::getField).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "username",
                "password",
                "fromAddress",
                "fromDisplayName",
                "ehloName",
                "replyTo",
                "envelopeFrom"
            })
    void lineBreaksAndNulAreRefusedEverywhere(String field) {
        for (String injected :
                List.of("x@corp.example\r\nBcc: a@evil.example", "x\ny", "x\u0000y", "x@corp.example\n")) {
            assertThat(check(Forms.valid().with(field, injected))).as(field).isEmpty();
            assertThat(errors.hasFieldErrors(field)).as(field).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx.corp.example", "[192.0.2.7]", "[IPv6:2001:db8::7]"})
    void ehloNamesAreFqdnsOrAddressLiterals(String name) {
        assertThat(check(Forms.valid().with("ehloName", name))
                        .orElseThrow()
                        .values()
                        .ehloName())
                .isEqualTo(name);
    }

    @Test
    void aFromAddressMustBeDerivable() {
        assertThat(check(Forms.valid().with("username", "apikey"))).isEmpty();
        assertThat(errors.getFieldErrors()).extracting(FieldError::getField).containsExactly("fromAddress");
        assertThat(check(Forms.valid().with("username", "apikey").with("fromAddress", "a@corp.example")))
                .isPresent();
    }

    @Test
    void aPasswordWithoutEncryptionIsRefusedBeyondLoopbackUnlessItIsWanted() {
        Forms plain = Forms.valid().without("sslEnabled");

        assertThat(check(plain)).isEmpty();
        assertThat(errors.hasFieldErrors("allowCleartextPassword")).isTrue();
        assertThat(check(plain.with("allowCleartextPassword", "true"))).isPresent();
        plain.without("allowCleartextPassword");
        for (String loopback : List.of("localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]")) {
            assertThat(check(plain.with("host", loopback))).as(loopback).isPresent();
        }
        assertThat(check(plain.with("host", "10.0.0.1").with("authMethod", "NONE")))
                .isPresent();
    }

    @Test
    void aUsernameNeedsAPasswordAndPasswordSignInAUsername() {
        assertThat(check(Forms.valid().without("password"))).isEmpty();
        assertThat(errors.hasFieldErrors("password")).isTrue();
        assertThat(check(Forms.valid()
                        .with("authMethod", "PASSWORD")
                        .without("username")
                        .with("fromAddress", "a@b.example")))
                .isEmpty();
        assertThat(errors.hasFieldErrors("username")).isTrue();
        assertThat(check(Forms.valid().without("password").with("authMethod", "NONE")))
                .isPresent();
    }

    @Test
    void certificatesAreReadOneByOneAndWhatIsWrongIsSaid() {
        String ca = TestCertificates.pem("ca", true);
        String leaf = TestCertificates.pem("leaf", false);

        CheckedMail checked = check(Forms.valid().with("trustedCertificates", ca.replace("\n", "\r\n") + "\r\n" + leaf))
                .orElseThrow();
        assertThat(TrustedCertificates.of(checked.values().trustedCertificates()))
                .extracting(TrustedCertificates::isCa)
                .containsExactly(true, false);
        for (String wrong : List.of(
                "hello",
                ca + "\nhello",
                ca.replace("MII", "AAA"),
                ca.replace("CERTIFICATE", "PRIVATE KEY"),
                ca.replace("CERTIFICATE", "CERTIFICATE REQUEST"),
                ca.substring(0, 200))) {
            assertThat(check(Forms.valid().with("trustedCertificates", wrong))).isEmpty();
            assertThat(errors.hasFieldErrors("trustedCertificates")).isTrue();
        }
    }

    @Test
    void defaultCredentialsGoToTheirOwnHostAlone() {
        ProcessMail process = new ProcessMail("relay.corp.example", "svc@corp.example", "process-secret");
        Forms form = Forms.valid().with("useDefaultCredentials", "true").without("password");

        assertThat(check(form, NONE)).isEmpty();
        assertThat(errors.hasFieldErrors("useDefaultCredentials")).isTrue();
        assertThat(check(form, process)).isEmpty();
        assertThat(errors.hasFieldErrors("host")).isTrue();
        assertThat(check(form.with("host", "Relay.Corp.Example").with("port", "2525"), process))
                .isPresent();
        assertThat(check(form.without("username"), process)).isPresent();
        assertThat(check(form, new ProcessMail(null, "svc@corp.example", "process-secret")))
                .isEmpty();
    }

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
    void case56_57_theStoredPasswordIsAskedForAgainWhenItsDestinationChanges(String field, @Nullable String value) {
        store(Forms.valid());
        Forms changed = Forms.valid().without("password");
        if (value == null) {
            changed.without(field).with("host", "localhost");
        } else {
            changed.with(field, value.equals("pem") ? TestCertificates.pem("evil", true) : value);
        }

        assertThat(check(changed)).isEmpty();
        assertThat(errors.getFieldErrors()).extracting(FieldError::getField).containsExactly("password");
        assertThat(check(changed.with("password", "typed again")).orElseThrow().secret())
                .isEqualTo(new Secret.Replace("typed again"));
    }

    @Test
    void blankAndDefaultPortAndTheHostsCaseAreNoChange() {
        store(Forms.valid());

        assertThat(check(Forms.valid().without("password").without("port").with("host", "MAIL.corp.example"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new Secret.Keep());
        assertThat(check(Forms.valid()
                        .without("password")
                        .with("tlsMode", "AUTO")
                        .with("authMethod", "AUTO")))
                .isPresent();
    }

    @Test
    void case57_noDetourOverDefaultCredentialsCarriesThePasswordToAnotherHost() {
        ProcessMail process = new ProcessMail("evil.example", "svc@corp.example", "process-secret");
        store(Forms.valid());
        Forms detour = Forms.valid().without("password").with("useDefaultCredentials", "true");

        assertThat(check(detour.with("host", "evil.example"), process)
                        .orElseThrow()
                        .secret())
                .isEqualTo(new Secret.Drop());
        ProcessMail same = new ProcessMail("mail.corp.example", "svc@corp.example", "process-secret");
        assertThat(check(detour.with("host", "mail.corp.example").without("username"), same)
                        .orElseThrow())
                .satisfies(checked -> assertThat(checked.secret()).isEqualTo(new Secret.Keep()))
                .satisfies(checked -> assertThat(checked.values().username()).isEqualTo("postern@corp.example"));
    }

    @Test
    void theStoredPasswordIsDroppedWithoutAUseForItOrWhenThatIsAsked() {
        store(Forms.valid());

        assertThat(check(Forms.valid().without("password").with("authMethod", "NONE"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new Secret.Drop());
        assertThat(check(Forms.valid().without("password").without("username").with("fromAddress", "a@b.example"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new Secret.Drop());
        assertThat(check(Forms.valid().without("password").with("removePassword", "true"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new Secret.Drop());
    }

    @Test
    void certificatesOfTheOldHostAreDroppedUnlessTheyWereEnteredAnew() {
        String ca = TestCertificates.pem("ca", true);
        store(Forms.valid().with("trustedCertificates", ca));
        Forms moved = Forms.valid().with("host", "new.corp.example");

        CheckedMail dropped =
                check(moved.with("trustedCertificates", ca + "\r\n")).orElseThrow();
        assertThat(dropped.certificatesDropped()).isTrue();
        assertThat(dropped.values().trustedCertificates()).isNull();
        CheckedMail kept = check(moved.with("trustedCertificates", TestCertificates.pem("new", true)))
                .orElseThrow();
        assertThat(kept.certificatesDropped()).isFalse();
        assertThat(kept.values().trustedCertificates()).isNotNull();
    }

    @Test
    void case65_aPasswordSealedWithAnotherKeyIsAskedForAgain() {
        MailValues values = check(Forms.valid()).orElseThrow().values();
        row.settings = new MailSettings(values, TestSealers.withSomeKey().seal("mail-settings.password", "x"));

        assertThat(check(Forms.valid().without("password"))).isEmpty();
        assertThat(errors.hasFieldErrors("password")).isTrue();
        assertThat(check(Forms.valid())).isPresent();
    }

    @Test
    void withoutAKeyNoPasswordIsAccepted() {
        Sealer none = TestSealers.withoutKey();
        MailFormCheck check = new MailFormCheck(NONE, new SecretCheck(none, new MailSecret(none, row)));
        MailForm form = Forms.valid().form();
        errors = new SimpleErrors(form);

        assertThat(check.check(form, row.settings, errors)).isEmpty();
        assertThat(errors.hasFieldErrors("password")).isTrue();
    }

    @Test
    void noTextFormTellsThePassword() {
        MailForm form = Forms.valid().form();

        assertThat(form.toString() + check(Forms.valid())).doesNotContain("s3cret");
        assertThat(new ProcessMail("h", "u", "s3cret").toString() + new ProcessMail("h", "u", "s3cret").identity())
                .doesNotContain("s3cret");
    }

    private void store(Forms form) {
        CheckedMail checked = check(form).orElseThrow();
        row.settings = new MailSettings(checked.values(), secret.sealed(checked.secret(), row.settings));
    }

    private Optional<CheckedMail> check(Forms form) {
        return check(form, NONE);
    }

    private Optional<CheckedMail> check(Forms forms, ProcessMail process) {
        MailForm form = forms.form();
        errors = new SimpleErrors(form);
        return new MailFormCheck(process, new SecretCheck(sealer, secret)).check(form, row.settings, errors);
    }

    private static final class FakeRow implements MailSettingsRow {

        private MailSettings settings = new MailSettings(Values.initial(), null);

        @Override
        public Optional<MailSettings> findById(Short id) {
            return Optional.of(settings);
        }

        @Override
        public MailSettings saveAndFlush(MailSettings saved) {
            settings = saved;
            return saved;
        }
    }
}
