package io.postern.mail.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.settings.OAuthGrantType;
import io.postern.mail.smtp.MockAuthorizationServer;
import io.postern.mail.smtp.TestCertificates;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An authorization server, a mail server that takes its tokens, and an administrator who wants to use both. */
public abstract class OAuthTest extends ApplicationTest {

    protected static final String CONNECT = "/settings/mail/oauth/connect";

    protected final MockAuthorizationServer provider = MockAuthorizationServer.start();
    protected Visitor administrator;

    @BeforeEach
    void start() {
        allowTestsAgain();
        administrator = administrator();
        smtp.startTls(TestCertificates.good()).offering("LOGIN XOAUTH2").taking(provider::hasIssued);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    protected void connect(Visitor visitor) {
        comeBack(visitor, provider.consent(begin(visitor)));
        assertThat(isConnected()).isTrue();
    }

    /** By what right this test sends. */
    protected OAuthGrantType grant() {
        return OAuthGrantType.AUTHORIZATION_CODE;
    }

    /** Saves the form and goes as far as the link that leads to the provider. */
    protected URI begin(Visitor visitor) {
        Visitor.Answer saved = save(visitor, settings());
        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        return link(visitor.get(saved.location()));
    }

    protected static Visitor.Answer save(Visitor visitor, Map<String, String> settings) {
        return visitor.post(CONNECT, Visitor.filled(visitor.get("/settings/mail"), "/settings/mail", settings));
    }

    protected static URI link(Visitor.Answer page) {
        assertThat(page.body()).contains("https://postern.example/settings/mail/oauth/callback");
        return URI.create(page.page().select("#continue").attr("href"));
    }

    protected static Visitor.Answer comeBack(Visitor visitor, URI back) {
        assertThat(back.getHost()).isEqualTo("postern.example");
        return visitor.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    protected static String state(URI page) {
        return page.getRawQuery().replaceAll(".*[&?]?state=([^&]*).*", "$1");
    }

    protected String problem() {
        return administrator
                .get("/settings/mail")
                .page()
                .select("[data-problem]")
                .attr("data-problem");
    }

    protected boolean isConnected() {
        return jdbc.sql("select count(*) from mail_settings where connected_account_id is not null")
                        .query(Integer.class)
                        .single()
                == 1;
    }

    protected Map<String, String> settings() {
        return OAuthSettings.fields(provider, smtp.port(), grant().name());
    }
}
