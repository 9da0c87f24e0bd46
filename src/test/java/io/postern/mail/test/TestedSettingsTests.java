package io.postern.mail.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Credentials;
import io.postern.mail.account.Encryption;
import io.postern.mail.account.OAuthClient;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.account.SmtpAccount;
import io.postern.net.EmailAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which settings count as exactly those that were tested. */
class TestedSettingsTests {

    private static final Credentials PASSWORD = new Credentials.Password("mailer", "secret");

    @Test
    void equalAccountsHaveOneText() {
        assertThat(TestedSettings.canonical(with(PASSWORD, "Postern")))
                .isEqualTo(TestedSettings.canonical(with(new Credentials.Password("mailer", "secret"), "Postern")));
    }

    @Test
    void anotherSignInIsAnotherText() {
        List<Credentials> others = List.of(
                PASSWORD,
                new Credentials.None(),
                new Credentials.Password("mailer", "Secret"),
                new Credentials.Password("mailer\npassword=6:secret", ""),
                oauth("client", "secret"),
                oauth("client", "other"),
                oauth("other", "secret"),
                new Credentials.Kerberos("postern@CORP.EXAMPLE", null, null, "smtp"),
                new Credentials.Kerberos("postern@CORP.EXAMPLE", Path.of("/etc/keytab"), null, "smtp"));

        assertThat(others.stream().map(credentials -> TestedSettings.canonical(with(credentials, null))))
                .doesNotHaveDuplicates();
    }

    @Test
    void noNameRunsIntoTheNextField() {
        assertThat(Stream.of(null, "", "x", "x\nreply-to=3:a@b")
                        .map(name -> TestedSettings.canonical(with(PASSWORD, name))))
                .doesNotHaveDuplicates();
    }

    private static Credentials oauth(String client, String secret) {
        URI endpoint = URI.create("https://login.example/token");
        return new Credentials.OAuth2(
                "mailer", new OAuthClient(endpoint, client, secret, ""), new OAuthGrant.ClientCredentials());
    }

    private static SmtpAccount with(Credentials credentials, @Nullable String displayName) {
        return new SmtpAccount(
                "mail.corp.example",
                587,
                Encryption.STARTTLS,
                credentials,
                new SmtpAccount.Sender(new EmailAddress("postern@corp.example"), displayName, null, null),
                null,
                List.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }
}
