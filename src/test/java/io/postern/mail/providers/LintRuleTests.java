package io.postern.mail.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.settings.Forms;
import io.postern.mail.settings.MailForm;
import io.postern.net.EmailAddress;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is warned about before settings are saved, and what is not. */
class LintRuleTests {

    private final Providers providers = new Providers();
    private final Forms google =
            at("smtp.gmail.com").with("username", "me@gmail.com").without("password");
    private final Forms ses = at("email-smtp.eu-central-1.amazonaws.com")
            .with("username", "AKIAIOSFODNN7EXAMPLE")
            .with("fromAddress", "me@corp.example");

    LintRuleTests() throws IOException {}

    @Test
    void usualSettingsAreNotWarnedAbout() {
        assertThat(warnings(Forms.valid())).isEmpty();
        assertThat(warnings(google)).isEmpty();
        assertThat(warnings(ses)).isEmpty();
        assertThat(warnings(Forms.valid()
                        .with("host", "127.0.0.1")
                        .without("sslEnabled")
                        .without("username")))
                .isEmpty();
        for (Provider provider : providers.all()) {
            Forms filled = Forms.valid();
            provider.fill(new Forms().form()).forEach(filled::with);
            assertThat(warnings(filled.with("host", provider.host().replaceAll("[A-Z]+(-[A-Z]+)*", "eu-west-1"))))
                    .as(provider.id())
                    .isSubsetOf(MailWarning.MS_BASIC_AUTH_ENDS, MailWarning.SES_USERNAME);
        }
    }

    @ParameterizedTest
    @CsvSource({"my real password,true", "abcd efgh ijkl mnop,false", "abcdefghijklmnop,false", ",false"})
    void googleWantsAnAppPassword(@Nullable String password, boolean warned) {
        Forms form = google.with("password", password == null ? "" : password);

        assertThat(warnings(form).contains(MailWarning.GOOGLE_APP_PASSWORD)).isEqualTo(warned);
    }

    @Test
    void googleReplacesAForeignFromAddress() {
        assertThat(warnings(google.with("fromAddress", "alerts@corp.example")))
                .containsExactly(MailWarning.GOOGLE_FROM_REWRITTEN);
        assertThat(warnings(google.with("fromAddress", "Me@GMail.com"))).isEmpty();
    }

    @Test
    void passwordsEndAtMicrosoft() {
        Forms form = at("smtp.office365.com").with("maxPerMinute", "30");

        assertThat(warnings(form)).containsExactly(MailWarning.MS_BASIC_AUTH_ENDS);
        assertThat(warnings(form.with("authMethod", "OAUTH2").with("oauthGrant", "CLIENT_CREDENTIALS")))
                .isEmpty();
        assertThat(warnings(at("smtp-mail.outlook.com").with("username", "me@outlook.com")))
                .containsExactly(MailWarning.OUTLOOK_OAUTH_ONLY);
    }

    @ParameterizedTest
    @CsvSource({",true", "31,true", "many,true", "30,false", "5,false"})
    void aProvidersLimitIsKept(@Nullable String perMinute, boolean warned) {
        Forms form = at("smtp.office365.com").with("maxPerMinute", perMinute == null ? "" : perMinute);

        assertThat(warnings(form).contains(MailWarning.PROVIDER_LIMITS)).isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({
        "email-smtp.eu-central-1.amazonaws.com,",
        "email-smtp.us-gov-west-1.amazonaws.com,",
        "email-smtp.frankfurt.amazonaws.com,SES_REGION",
        "email-smtp.REGION.amazonaws.com,HOST_PLACEHOLDER",
        "email-smtp.region.amazonaws.com,HOST_PLACEHOLDER"
    })
    void theHostOfSesNamesARegion(String host, @Nullable MailWarning warning) {
        assertThat(warnings(ses.with("host", host))).isEqualTo(warning == null ? List.of() : List.of(warning));
    }

    @ParameterizedTest
    @CsvSource({"me@corp.example", "AKIA", "ASIAIOSFODNN7EXAMPLE"})
    void sesHasCredentialsOfItsOwn(String username) {
        assertThat(warnings(ses.with("username", username))).containsExactly(MailWarning.SES_USERNAME);
    }

    @Test
    void asksForAnEhloNameWhereTheRelayNeedsOne() {
        Forms form = at("smtp-relay.gmail.com").with("authMethod", "NONE").with("fromAddress", "me@corp.example");

        assertThat(warnings(form, "postern.corp.example")).isEmpty();
        assertThat(warnings(form, null)).containsExactly(MailWarning.RELAY_EHLO);
    }

    @ParameterizedTest
    @CsvSource({"mail.corp.local,true", "box.lan,true", "mail.corp.example,false", "[192.0.2.1],false"})
    void anEhloNameThatNobodyKnowsOutsideIsTold(String name, boolean warned) {
        assertThat(warnings(Forms.valid(), name).contains(MailWarning.EHLO_INTERNAL))
                .isEqualTo(warned);
    }

    @Test
    void passwordsAreRarelyTakenOnPort25() {
        assertThat(warnings(Forms.valid().with("port", "25"))).containsExactly(MailWarning.PASSWORD_ON_PORT_25);
        assertThat(warnings(Forms.valid().with("port", "").without("sslEnabled")))
                .containsExactly(MailWarning.PASSWORD_ON_PORT_25);
        assertThat(warnings(Forms.valid().with("port", "25").with("username", "")))
                .isEmpty();
    }

    @Test
    void providersWantEncryption() {
        assertThat(warnings(google.without("sslEnabled"))).contains(MailWarning.PROVIDER_NEEDS_SSL);
    }

    @Test
    void warnsOfAFreeMailboxThroughAnotherServer() {
        Forms form = Forms.valid().with("fromAddress", "me@gmx.de");

        assertThat(warnings(form)).containsExactly(MailWarning.FROM_OF_ANOTHER_PROVIDER);
        assertThat(contextOf(form, null).named()).containsExactly("mail.corp.example", "gmx.de", "");
        assertThat(warnings(at("mail.gmx.net").with("username", "me@gmx.de").with("fromAddress", "me@gmx.de")))
                .isEmpty();
    }

    private static Forms at(String host) {
        return Forms.valid().with("host", host);
    }

    private List<MailWarning> warnings(Forms form) {
        return warnings(form, "postern.corp.example");
    }

    private List<MailWarning> warnings(Forms form, @Nullable String ehlo) {
        LintContext context = contextOf(form, ehlo);
        return LintRule.ALL.stream()
                .filter(rule -> rule.isBrokenBy(context))
                .map(LintRule::warning)
                .toList();
    }

    private LintContext contextOf(Forms typed, @Nullable String ehlo) {
        MailForm form = typed.form();
        Provider owner = EmailAddress.parse(form.fromAddress())
                .flatMap(providers::byAddress)
                .orElse(null);
        return new LintContext(form, providers.of(form).orElse(null), owner, ehlo);
    }
}
