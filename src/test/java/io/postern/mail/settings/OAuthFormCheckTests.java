package io.postern.mail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.crypto.TestSealers;
import io.postern.mail.account.OAuthClient;
import io.postern.mail.auth.ProcessPassword;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.validation.FieldError;

/** The form's fields for OAuth 2.0, and to where its secret belongs. */
class OAuthFormCheckTests {

    private final CheckedForms forms = new CheckedForms();

    @Test
    void theTenantStandsInTheEndpoint() {
        MailSettingsValues.OAuth oauth = forms.check(Forms.oauth().with("oauthSecretExpires", "2027-11-30"))
                .orElseThrow()
                .values()
                .oauth();

        assertThat(oauth.oauthSecretExpires()).isEqualTo(LocalDate.of(2027, 11, 30));
        OAuthClient client = oauth.client("s3cret").orElseThrow();
        assertThat(client.tokenEndpoint())
                .isEqualTo(URI.create("https://login.example/corp.example/oauth2/v2.0/token"));
        assertThat(client.scope()).isEqualTo("https://outlook.office365.com/.default");
        assertThat(client.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            username,
            oauthTenant,
            oauthTenant,corp/../evil
            oauthTenant,a b
            oauthClientId,
            oauthClientId,clïent
            oauthClientSecret,
            oauthTokenEndpoint,
            oauthTokenEndpoint,http://login.example/token
            oauthTokenEndpoint,//login.example/token
            oauthTokenEndpoint,https:///token
            oauthTokenEndpoint,https://user@login.example/token
            oauthTokenEndpoint,https://login.example/token#x
            oauthTokenEndpoint,https://0x7f.1/token
            oauthTokenEndpoint,https://login.example:99999/token
            oauthTokenEndpoint,https://straße.example/token
            oauthTokenEndpoint,https://login.example/{other}/token
            oauthTokenEndpoint,https://{tenant}@evil.example/token
            oauthTokenEndpoint,file:///etc/passwd
            oauthGrant,PASSWORD
            oauthScope,"a"
            oauthScope,a\\b
            oauthSecretExpires,30.11.2027
            oauthSecretExpires,2027-02-30
            oauthSecretExpires,+99999-01-01
            """,
            quoteCharacter = '\0')
    void eachFieldIsChecked(String field, @Nullable String value) {
        Forms form = Forms.oauth().with("fromAddress", "postern@corp.example").with(field, value == null ? "" : value);

        assertThat(forms.check(form)).isEmpty();
        assertThat(forms.errors().getFieldErrors())
                .extracting(FieldError::getField)
                .containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauthTenant", "oauthClientId", "oauthClientSecret", "oauthTokenEndpoint", "oauthScope"})
    void lineBreaksAndNulAreRefusedEverywhere(String field) {
        for (String injected : List.of("a\r\nX: y", "a\u0000b")) {
            assertThat(forms.check(Forms.oauth().with(field, injected))).isEmpty();
            assertThat(forms.errors().hasFieldErrors(field)).isTrue();
        }
    }

    @Test
    void connectingAnAccountNeedsAnotherEndpointAndNoSecret() {
        Forms connecting =
                Forms.oauth().with("oauthGrant", "AUTHORIZATION_CODE").without("oauthClientSecret");

        assertThat(forms.check(connecting)).isEmpty();
        assertThat(forms.errors().getFieldErrors())
                .extracting(FieldError::getField)
                .containsExactly("oauthAuthorizationEndpoint");
        connecting.with("oauthAuthorizationEndpoint", "https://login.example/{tenant}/authorize?prompt=consent");
        assertThat(forms.check(connecting).orElseThrow().secret()).isEqualTo(new CheckedMailForm.Drop());
    }

    @Test
    void anotherWayToSignInForgetsTheFields() {
        assertThat(forms.check(Forms.oauth().with("authMethod", "PASSWORD").with("password", "s3cret"))
                        .orElseThrow()
                        .values()
                        .oauth())
                .isNull();
    }

    @Test
    void withDefaultCredentialsTheFieldsAreDisregarded() {
        ProcessPassword process = new ProcessPassword("mail.corp.example", "svc@corp.example", "process-secret");
        Forms form = Forms.oauth()
                .with("useDefaultCredentials", "true")
                .without("oauthClientId")
                .without("oauthTenant")
                .without("oauthTokenEndpoint")
                .without("oauthClientSecret");

        assertThat(forms.check(form, process)).isPresent();
    }

    @Test
    void refusesATokenOverAnUnencryptedConnection() {
        assertThat(forms.check(Forms.oauth().without("sslEnabled"))).isEmpty();
        assertThat(forms.errors().hasFieldErrors("allowCleartextPassword")).isTrue();
    }

    @Tag("case-56")
    @Tag("case-57")
    @ParameterizedTest
    @CsvSource({
        "host,evil.example",
        "port,2587",
        "tlsMode,IMPLICIT",
        "username,other@corp.example",
        "allowCleartextPassword,true",
        "oauthTenant,evil.example",
        "oauthClientId,other",
        "oauthTokenEndpoint,https://evil.example/token",
        "oauthTokenEndpoint,https://login.example:444/{tenant}/oauth2/v2.0/token"
    })
    void asksForTheClientSecretWhenItsDestinationChanges(String field, String value) {
        forms.store(Forms.oauth());
        Forms changed = Forms.oauth().without("oauthClientSecret").with(field, value);

        assertThat(forms.check(changed)).isEmpty();
        assertThat(forms.errors().getFieldErrors())
                .extracting(FieldError::getField)
                .containsExactly("oauthClientSecret");
        assertThat(forms.check(changed.with("oauthClientSecret", "typed again"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Replace("typed again"));
    }

    @Test
    void ignoresTheCaseOfAnEndpointsHost() {
        forms.store(Forms.oauth().with("oauthTokenEndpoint", "https://Bücher.example/token"));

        assertThat(forms.stored().values().oauth().oauthTokenEndpoint())
                .isEqualTo("https://xn--bcher-kva.example/token");
        assertThat(MailForm.of(forms.stored()).oauthTokenEndpoint()).isEqualTo("https://bücher.example/token");
    }

    @Tag("case-57")
    @Test
    void noSecretTurnsIntoTheOtherKind() {
        forms.store(Forms.valid());
        assertThat(forms.check(Forms.oauth().without("oauthClientSecret"))).isEmpty();
        assertThat(forms.errors().hasFieldErrors("oauthClientSecret")).isTrue();

        forms.store(Forms.oauth());
        assertThat(forms.check(Forms.valid().without("password"))).isEmpty();
        assertThat(forms.errors().hasFieldErrors("password")).isTrue();
        assertThat(forms.check(Forms.oauth().without("oauthClientSecret").with("oauthScope", "other"))
                        .orElseThrow()
                        .secret())
                .isEqualTo(new CheckedMailForm.Keep());
    }

    @Tag("case-65")
    @Test
    void asksForAClientSecretThatDoesNotOpen() {
        MailSettingsValues values = forms.check(Forms.oauth()).orElseThrow().values();
        forms.store(new MailSettings(values, TestSealers.withSomeKey().seal("mail-settings.client-secret", "x")));

        assertThat(forms.check(Forms.oauth().without("oauthClientSecret"))).isEmpty();
        assertThat(forms.errors().hasFieldErrors("oauthClientSecret")).isTrue();
    }
}
