package io.postern.testing;

import io.postern.PosternApplication;
import io.postern.mail.page.MailSettingsFixture;
import io.postern.mail.smtp.ReceivedMail;
import io.postern.mail.smtp.ScriptedSmtpServer;
import io.postern.mail.worker.DeliveryFixture;
import io.postern.net.EmailAddress;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import io.postern.users.Users;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole application on a real port, set up, with an SMTP server of its own for each test. The queue is worked on when a test
 * says so ({@link #deliver}), and its clock moves when a test moves it.
 *
 * <p>{@code X-Forwarded-For} is believed from this machine, so that each visitor comes from an address of their own.
 */
@SpringBootTest(
        classes = PosternApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
            "postern.public-url=https://postern.example",
            "postern.admin.username=" + ApplicationTest.ADMINISTRATOR,
            "postern.admin.email=root@postern.example",
            "postern.admin.password=" + ApplicationTest.PASSWORD,
            "postern.trusted-proxies=127.0.0.0/8",
            "postern.secret-key=" + ApplicationTest.SECRET_KEY,
            "postern.metrics.token=" + ApplicationTest.METRICS_TOKEN,
            "postern.api.requests-per-token=" + ApplicationTest.REQUESTS_PER_TOKEN,
            "postern.dns.servers=",
            "postern.security-txt.contact=mailto:security@postern.example",
            "postern.mail.kerberos.ticket-cache=/nowhere/ticket.cache",
            "postern.delivery.tick=1h",
            "postern.alerts.tick=1h",
            "postern.webhook.tick=1h"
        })
@Import({MailSettingsFixture.class, DeliveryFixture.class, ApplicationTest.Replacements.class})
public abstract class ApplicationTest {

    public static final String ADMINISTRATOR = "root";
    public static final String PASSWORD = "violet tractor under glass";
    public static final String SECRET_KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public static final String METRICS_TOKEN = "slow-river-token";
    public static final int REQUESTS_PER_TOKEN = 600;
    public static final String NEW_PASSWORD = "eleven patient herons dine";

    private static final Pattern LINK = Pattern.compile("https://postern\\.example(/\\S+)");
    private static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    protected int port;

    @Autowired
    protected Users users;

    @Autowired
    protected MailSettingsFixture mailSettings;

    @Autowired
    protected DeliveryFixture queue;

    @Autowired
    protected MovableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    protected ScriptedSmtpServer smtp;

    @BeforeEach
    void startMailServer() {
        queue.clear();
        smtp = ScriptedSmtpServer.start();
        mailSettings.plain("127.0.0.1", smtp.port(), "postern@postern.example");
    }

    @AfterEach
    void stopMailServer() {
        smtp.close();
    }

    /** A browser that comes from an address of its own. */
    protected Visitor visitor() {
        int number = COUNT.incrementAndGet();
        return new Visitor(port).with("X-Forwarded-For", "198.51." + (number >> 8) + "." + (number & 255));
    }

    protected Visitor administrator() {
        return signedIn(ADMINISTRATOR, PASSWORD);
    }

    protected Visitor signedIn(String username, String password) {
        Visitor visitor = visitor();
        Visitor.Answer answer = visitor.signIn(username, password);
        if (answer.status() != 303) {
            throw new AssertionError("could not sign in: " + answer.status() + " " + answer.body());
        }
        return visitor;
    }

    /** A user with {@link #PASSWORD} and a name that no other test has. */
    protected User user(Role role) {
        return user("user" + COUNT.incrementAndGet(), role, null);
    }

    protected User user() {
        return user(Role.USER);
    }

    protected User user(String name, Role role, Locale language) {
        return users.createWithPassword(
                new UserData(name, new EmailAddress(name + "@corp.example"), "Name of " + name, role, language),
                users.encode(PASSWORD));
    }

    protected Visitor.Answer forgot(String identifier) {
        return visitor().submit("/forgot-password", java.util.Map.of("identifier", identifier));
    }

    /** As if a minute had passed since the last test of the mail settings. */
    protected void allowTestsAgain() {
        jdbc.sql("delete from rate_limit where limit_key = 'mail-test'").update();
    }

    /** Works on the queue until nothing is due. */
    protected void deliver() {
        queue.deliver();
    }

    protected List<ReceivedMail> mailsTo(User user) {
        return smtp.acceptedFor(user.email().orElseThrow().value());
    }

    /** The path and query of the link in a mail. */
    protected static String link(ReceivedMail mail) {
        Matcher link = LINK.matcher(mail.text());
        if (!link.find()) {
            throw new AssertionError("no link in " + mail.text());
        }
        return link.group(1);
    }

    /** Asks for a reset and opens the mail. */
    protected String resetLink(User user) {
        int before = mailsTo(user).size();
        forgot(user.username());
        deliver();
        List<ReceivedMail> mails = mailsTo(user);
        if (mails.size() != before + 1) {
            throw new AssertionError("expected one more mail than " + before + ", got " + mails.size());
        }
        return link(mails.get(before));
    }

    @TestConfiguration(proxyBeanMethods = false)
    public static class Replacements {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }

        /** Works on the thread that ticks. */
        @Bean
        @Primary
        ExecutorService callingThreadExecutor() {
            return new CallingThread();
        }
    }
}
