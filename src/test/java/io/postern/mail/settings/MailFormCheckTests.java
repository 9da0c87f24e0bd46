package io.postern.mail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Encryption;
import io.postern.mail.smtp.TestCertificates;
import io.postern.outbound.TrustedCertificates;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.validation.FieldError;

class MailFormCheckTests {

    private final CheckedForms forms = new CheckedForms();

    @Test
    void aValidFormIsReadWithItsDefaults() {
        MailSettingsValues values =
                forms.check(Forms.valid().without("port")).orElseThrow().values();

        assertThat(values.effectivePort()).isEqualTo(587);
        assertThat(values.encryption()).isEqualTo(Encryption.STARTTLS);
        assertThat(values.server().connectTimeout()).isEqualTo(10);
        assertThat(values.server().readTimeout()).isEqualTo(10);
        assertThat(values.sending().maxConnections()).isEqualTo(2);
        assertThat(values.sending().maxPerMinute()).isNull();
        assertThat(values.signIn().authMethod()).isEqualTo(AuthMethod.AUTO);
    }

    @ParameterizedTest
    @CsvSource({
        "true,,AUTO,587,STARTTLS", "true,465,AUTO,465,IMPLICIT", "true,25,AUTO,25,STARTTLS",
        "true,465,STARTTLS,465,STARTTLS", "true,587,IMPLICIT,587,IMPLICIT", "true,2465,IMPLICIT,2465,IMPLICIT"
    })
    void encryptsByPortUnlessAModeIsChosen(
            String ssl, @Nullable String port, String mode, int effectivePort, Encryption encryption) {
        MailSettingsValues values = forms.check(
                        Forms.valid().with("port", port == null ? "" : port).with("tlsMode", mode))
                .orElseThrow()
                .values();

        assertThat(values.effectivePort()).isEqualTo(effectivePort);
        assertThat(values.encryption()).isEqualTo(encryption);
    }

    @Test
    void ignoresTheModeWithoutSslAndDefaultsToPort25() {
        MailSettingsValues values = forms.check(new Forms()
                        .with("host", "10.0.0.25")
                        .with("tlsMode", "IMPLICIT")
                        .with("fromAddress", "postern@corp.example"))
                .orElseThrow()
                .values();

        assertThat(values.effectivePort()).isEqualTo(25);
        assertThat(values.encryption()).isEqualTo(Encryption.NONE);
        assertThat(values.signsInWithSecret()).isFalse();
    }

    @Test
    void theNameOfTheSenderHidesNothing() {
        assertThat(forms.check(Forms.valid().with("fromDisplayName", "\u202eevil")))
                .isEmpty();
        assertThat(forms.errors().getFieldErrors("fromDisplayName")).hasSize(1);
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
            authMethod,NTLM
            trustedCertificates,accept any
            """)
    void eachFieldIsChecked(String field, String value) {
        assertThat(forms.check(Forms.valid().with(field, value))).isEmpty();
        assertThat(forms.errors().getFieldErrors())
                .extracting(FieldError::getField)
                .containsExactly(field);
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
            assertThat(forms.check(Forms.valid().with(field, injected)))
                    .as(field)
                    .isEmpty();
            assertThat(forms.errors().hasFieldErrors(field)).as(field).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx.corp.example", "[192.0.2.7]", "[IPv6:2001:db8::7]"})
    void ehloNamesAreFqdnsOrAddressLiterals(String name) {
        assertThat(forms.check(Forms.valid().with("ehloName", name))
                        .orElseThrow()
                        .values()
                        .server()
                        .ehloName())
                .isEqualTo(name);
    }

    @Test
    void aFromAddressMustBeDerivable() {
        assertThat(forms.check(Forms.valid().with("username", "apikey"))).isEmpty();
        assertThat(forms.errors().getFieldErrors())
                .extracting(FieldError::getField)
                .containsExactly("fromAddress");
        assertThat(forms.check(Forms.valid().with("username", "apikey").with("fromAddress", "a@corp.example")))
                .isPresent();
    }

    @Test
    void refusesAnUnencryptedPasswordBeyondLoopbackUnlessAllowed() {
        Forms plain = Forms.valid().without("sslEnabled");

        assertThat(forms.check(plain)).isEmpty();
        assertThat(forms.errors().hasFieldErrors("allowCleartextPassword")).isTrue();
        assertThat(forms.check(plain.with("allowCleartextPassword", "true"))).isPresent();
        plain.without("allowCleartextPassword");
        for (String loopback : List.of("localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]")) {
            assertThat(forms.check(plain.with("host", loopback))).as(loopback).isPresent();
        }
        assertThat(forms.check(plain.with("host", "10.0.0.1").with("authMethod", "NONE")))
                .isPresent();
    }

    @Test
    void needsBothUsernameAndPassword() {
        assertThat(forms.check(Forms.valid().without("password"))).isEmpty();
        assertThat(forms.errors().hasFieldErrors("password")).isTrue();
        assertThat(forms.check(Forms.valid()
                        .with("authMethod", "PASSWORD")
                        .without("username")
                        .with("fromAddress", "a@b.example")))
                .isEmpty();
        assertThat(forms.errors().hasFieldErrors("username")).isTrue();
        assertThat(forms.check(Forms.valid().without("password").with("authMethod", "NONE")))
                .isPresent();
    }

    @Test
    void readsCertificatesOneByOneAndReportsErrors() {
        String ca = TrustedCertificates.pem(TestCertificates.selfSigned("ca", true));
        String leaf = TrustedCertificates.pem(TestCertificates.selfSigned("leaf", false));

        CheckedMailForm checked = forms.check(
                        Forms.valid().with("trustedCertificates", ca.replace("\n", "\r\n") + "\r\n" + leaf))
                .orElseThrow();
        assertThat(TrustedCertificates.of(checked.values().server().trustedCertificates()))
                .extracting(TrustedCertificates::isCa)
                .containsExactly(true, false);
        for (String wrong : List.of(
                "hello",
                ca + "\nhello",
                ca.replace("MII", "AAA"),
                ca.replace("CERTIFICATE", "PRIVATE KEY"),
                ca.replace("CERTIFICATE", "CERTIFICATE REQUEST"),
                ca.substring(0, 200))) {
            assertThat(forms.check(Forms.valid().with("trustedCertificates", wrong)))
                    .isEmpty();
            assertThat(forms.errors().hasFieldErrors("trustedCertificates")).isTrue();
        }
    }
}
