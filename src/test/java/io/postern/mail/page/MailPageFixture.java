package io.postern.mail.page;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.postern.mail.settings.ActiveAccount;
import io.postern.mail.settings.Forms;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.net.EmailAddress;
import io.postern.testing.MockMvcTest;
import io.postern.testing.People;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Settings &gt; Mail, asked through Spring's mock of the web. */
@MockMvcTest
abstract class MailPageFixture {

    @Autowired
    protected MockMvc mvc;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected ActiveAccount account;

    @Autowired
    private Users users;

    protected User ada;

    protected final ScriptedSmtpServer server = ScriptedSmtpServer.start();

    @BeforeEach
    void empty() {
        ada = users.byIdentifier("ada")
                .orElseGet(() -> users.createWithPassword(
                        new UserData("ada", new EmailAddress("ada@corp.example"), "Ada", Role.ADMINISTRATOR, null),
                        users.encode("violet tractor under glass")));
        jdbc.sql("delete from mail_test_result").update();
        jdbc.sql("delete from mail_settings where id > 1").update();
        jdbc.sql("delete from rate_limit").update();
        jdbc.sql("delete from audit_line").update();
        jdbc.sql("update mail_settings set version = 0, host = null, username = null, sealed_secret = null,"
                        + " port = null, from_address = null, ssl_enabled = true, auth_method = 'AUTO',"
                        + " oauth_grant_type = null, connected_account_id = null,"
                        + " allow_cleartext_password = false, trusted_certificates = null")
                .update();
    }

    @AfterEach
    void close() {
        server.close();
    }

    protected Forms local() {
        return Forms.valid()
                .without("sslEnabled")
                .with("host", "127.0.0.1")
                .with("port", String.valueOf(server.port()))
                .with("recipient", "ada@corp.example");
    }

    protected MockHttpServletResponse send(String path, Forms form) throws Exception {
        return mvc.perform(request(path, form)).andReturn().getResponse();
    }

    protected MockHttpServletRequestBuilder request(String path, Forms form) {
        return post(path).params(form.parameters()).with(csrf()).with(People.as(ada));
    }

    protected String page(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(People.as(ada)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
