package io.postern.tryout;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.postern.alerts.Severity;
import io.postern.mail.page.MailSettingsFixture;
import io.postern.users.Role;
import io.postern.users.UserData;
import io.postern.users.Users;
import io.postern.webhook.WebhookAddressCheck;
import io.postern.webhook.WebhookChoices;
import io.postern.webhook.WebhookFormat;
import io.postern.webhook.WebhookUrl;
import io.postern.webhook.Webhooks;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** What the try-out adds to the application: a mail server with a page of what it received, and people. */
@TestConfiguration(proxyBeanMethods = false)
@Import({
    MailSettingsFixture.class,
    ReceivedMailController.class,
    ReceivedCallController.class,
    MailServerController.class,
    DemoAccounts.class
})
public class TryOut {

    private static final Logger log = LoggerFactory.getLogger(TryOut.class);
    public static final String ADMINISTRATOR = "ada";
    public static final String PASSWORD = "four quiet harbour lamps";

    /** On a port of the loopback interface that was free, and stays the same when it is started again. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    GreenMail mailServer() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return new GreenMail(new ServerSetup(probe.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        }
    }

    /** The page shows other people's mails, links included: what a try-out is for. */
    @Bean
    @Order(0)
    SecurityFilterChain receivedMails(HttpSecurity http) throws Exception {
        return http.securityMatcher("/tryout/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    FilterRegistrationBean<DemoAccounts> offeredAccounts(DemoAccounts accounts) {
        FilterRegistrationBean<DemoAccounts> filter = new FilterRegistrationBean<>(accounts);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.FORWARD);
        return filter;
    }

    @Bean
    ApplicationRunner people(
            GreenMail server,
            Users users,
            MailSettingsFixture settings,
            Webhooks webhooks,
            WebhookAddressCheck addresses,
            ServerProperties web,
            ResourceBundleMessageSource texts) {
        texts.addBasenames("messages/tryout");
        return arguments -> {
            add(users, "otto", "otto@postern.example", "Otto Operator", Role.OPERATOR, null);
            add(users, "grete", "grete@postern.example", "Grete Beispiel", Role.USER, Locale.GERMAN);
            add(users, "nomail", null, "Nobody’s Mailbox", Role.USER, Locale.ENGLISH);
            settings.plain("127.0.0.1", server.getSmtp().getPort(), "postern@postern.example");
            int port = web.getPort() == null ? 8080 : web.getPort();
            webhooks.create(
                    (WebhookUrl) addresses.read("http://127.0.0.1:" + port + ReceivedCallController.PATH),
                    new WebhookChoices(WebhookFormat.STANDARD, Severity.ERROR.rank(), List.of(), ""));
            announce(port, texts);
        };
    }

    private static void add(
            Users users, String name, @Nullable String address, String shown, Role role, @Nullable Locale language) {
        users.createWithPassword(
                new UserData(
                        name, address == null ? null : new io.postern.net.EmailAddress(address), shown, role, language),
                users.encode(PASSWORD));
    }

    private static void announce(int port, MessageSource texts) {
        String address = "http://localhost:" + port;
        log.info(
                """
                Postern is ready to be tried out.

                  Pages           {}
                  Received mails  {}/tryout/mails
                  Received calls  {}/tryout/calls

                {}

                  Password of all of them: {}
                """,
                address,
                address,
                address,
                DemoAccounts.ALL.stream()
                        .map(account -> "  %-7s %s"
                                .formatted(account.name(), texts.getMessage(account.key(), null, Locale.ENGLISH)))
                        .collect(Collectors.joining("\n")),
                PASSWORD);
    }
}
