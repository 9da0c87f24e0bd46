package io.postern.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.OAuthClient;
import io.postern.mail.account.OAuthGrant;
import io.postern.mail.diagnosis.SendOutcome.Accepted;
import io.postern.testing.ConnectProxy;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token from an authorization server whose name this machine does not know. */
class TokenThroughProxyTests {

    private static final String HOST = "login.corp.invalid";

    @AfterEach
    void stop() {
        System.clearProperty("https.proxyHost");
        System.clearProperty("https.proxyPort");
    }

    @Test
    void fetchesTheTokenThroughTheProxyAndMailsDirectly() {
        try (ConnectProxy proxy = ConnectProxy.open();
                MockAuthorizationServer provider = MockAuthorizationServer.start(TestCertificates.named(HOST));
                ScriptedSmtpServer server =
                        ScriptedSmtpServer.start().offering("XOAUTH2").taking(provider::hasIssued)) {
            System.setProperty("https.proxyHost", "localhost");
            System.setProperty("https.proxyPort", String.valueOf(proxy.port()));
            URI endpoint = URI.create(provider.tokenEndpoint().toString().replace("localhost", HOST));
            OAuthClient client =
                    new OAuthClient(endpoint, MockAuthorizationServer.CLIENT, MockAuthorizationServer.SECRET, "");

            assertThat(Accounts.at(server)
                            .host(HOST)
                            .resolvedBy(asked -> Accounts.addresses("127.0.0.1"))
                            .oauth(client, new OAuthGrant.ClientCredentials())
                            .test())
                    .isInstanceOf(Accepted.class);

            assertThat(proxy.tunnels()).containsExactly(endpoint.getAuthority());
            assertThat(server.accepted()).hasSize(1);
        }
    }
}
