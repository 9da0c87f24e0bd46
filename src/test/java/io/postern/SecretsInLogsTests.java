package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.postern.mail.page.OAuthSettings;
import io.postern.mail.smtp.MockAuthorizationServer;
import io.postern.mail.smtp.TestCertificates;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever is turned on to find a fault, no secret gets into the log. */
class SecretsInLogsTests extends ApplicationTest {

    private static final List<String> TALKATIVE = List.of(
            "org.springframework.security",
            "org.springframework.web",
            "org.springframework.jdbc",
            "org.springframework.session",
            "org.thymeleaf",
            "com.nimbusds",
            "sun.net.www.protocol.http");

    /** What mail.debug turns on, and the protocol itself. */
    private static final List<String> ABOUT_MAIL = List.of("io.postern", "jakarta.mail", "org.eclipse.angus.mail");

    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Map<Logger, Level> before = new LinkedHashMap<>();
    private final Recorder recorder = new Recorder();

    private static final class Recorder extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
            for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
                lines.add(thrown.getMessage() == null ? "" : thrown.getMessage());
            }
        }
    }

    @BeforeEach
    void listen() {
        recorder.start();
        Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(recorder);
        TALKATIVE.forEach(name -> record(name, Level.DEBUG));
        ABOUT_MAIL.forEach(name -> record(name, Level.TRACE));
    }

    private void record(String name, Level level) {
        Logger logger = loggers.getLogger(name);
        before.put(logger, logger.getLevel());
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(recorder);
    }

    @AfterEach
    void stopListening() {
        before.forEach((logger, level) -> {
            logger.setLevel(level);
            logger.setAdditive(true);
            logger.detachAppender(recorder);
        });
        loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(recorder);
    }

    @Tag("case-117")
    @Test
    void logsNoSecretAtDebugLevel() {
        User user = user();
        visitor().signIn(user.username(), "wrong guess at it");
        Visitor session = signedIn(user.username(), PASSWORD);
        String link = resetLink(user);
        String token = link.split("=")[1];
        Visitor owner = visitor();
        owner.get(link);
        owner.get(link + "&again");
        owner.get("/setup?token=" + token);
        owner.get("/invitation?token=" + token);
        owner.get("/confirm-address?token=" + token);
        owner.get("/nowhere?token=" + token);
        owner.post("/reset-password?token=" + token, Map.of("password", NEW_PASSWORD));
        owner.submit("/reset-password", Map.of("password", "much too short", "passwordConfirmation", "much too"));
        owner.submit("/reset-password", Map.of("password", NEW_PASSWORD, "passwordConfirmation", NEW_PASSWORD));
        owner.get(link);
        session.get("/profile");
        Visitor again = signedIn(user.username(), NEW_PASSWORD);
        assertThat(again.post(
                                "/profile/password/strength",
                                Map.of("password", "typed so far it is this", "_csrf", again.csrf("/profile")))
                        .status())
                .isEqualTo(200);
        again.submit(
                "/profile",
                "/profile/password",
                Map.of(
                        "currentPassword", NEW_PASSWORD,
                        "password", "seven quiet lanterns float",
                        "passwordConfirmation", "seven quiet lanterns float"));
        again.submit("/profile", Map.of("email", "new-" + user.username() + "@corp.example"));
        deliver();
        String confirmation = link(
                smtp.acceptedFor("new-" + user.username() + "@corp.example").get(0));
        owner.get(confirmation);
        owner.submit("/confirm-address", Map.of());
        owner.get(confirmation);
        deliver();

        List<String> lines = List.copyOf(recorder.lines);
        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(lines).anyMatch(line -> line.startsWith("org.springframework.security"));
        assertThat(lines).anyMatch(line -> line.startsWith("org.springframework.web"));
        assertThat(lines).anyMatch(line -> line.startsWith("org.springframework.jdbc"));
        assertThat(lines)
                .as("what mail.debug shows")
                .anyMatch(line -> line.startsWith("io.postern.mail.smtp starting protocol to host"));
        for (String secret : List.of(
                token,
                confirmation.split("=")[1],
                PASSWORD,
                NEW_PASSWORD,
                "seven quiet lanterns",
                "wrong guess at it",
                "typed so far it is this",
                "much too",
                Visitor.encode(NEW_PASSWORD),
                again.cookies().stream()
                        .filter(cookie -> cookie.getName().equals("SESSION"))
                        .findFirst()
                        .orElseThrow()
                        .getValue())) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }

    @Tag("case-117")
    @Test
    void aConnectedAccountLeavesNoneEither() {
        try (MockAuthorizationServer provider = MockAuthorizationServer.start()) {
            smtp.startTls(TestCertificates.good()).offering("XOAUTH2").taking(provider::hasIssued);
            Visitor administrator = administrator();
            administrator.post(
                    "/settings/mail/oauth/connect",
                    Visitor.filled(
                            administrator.get("/settings/mail"),
                            "/settings/mail",
                            OAuthSettings.fields(provider, smtp.port(), "AUTHORIZATION_CODE")));
            Visitor.Answer page = administrator.get("/settings/mail/oauth/connect");
            URI back =
                    provider.consent(URI.create(page.page().select("#continue").attr("href")));
            administrator.get("/settings/mail/oauth/callback?" + back.getRawQuery());
            administrator.get("/settings/mail/oauth/callback?" + back.getRawQuery());
            visitor().get("/settings/mail/oauth/callback?" + back.getRawQuery());
            resetLink(user());

            assertThat(List.copyOf(recorder.lines))
                    .as("what the client of the token endpoint and mail.debug show")
                    .anyMatch(line -> line.startsWith("sun.net.www.protocol.http"))
                    .anyMatch(line -> line.startsWith("io.postern.mail.smtp starting protocol to host"));
            assertThat(provider.requests()).hasSize(2).allSatisfy(request -> assertThat(recorder.lines)
                    .noneMatch(line -> Stream.of("code", "code_verifier", "refresh_token", "client_secret")
                            .map(request::get)
                            .anyMatch(secret -> secret != null && line.contains(secret))));
            assertThat(smtp.signIns()).singleElement().satisfies(signIn -> assertThat(recorder.lines)
                    .noneMatch(line -> line.contains(signIn.password())));
        }
    }
}
