package io.postern.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.net.EmailAddress;
import io.postern.testing.BrowserTest;
import io.postern.testing.Hand;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What there is to do over a day. Each task begins on the overview, the reset on the sign-in page. */
abstract class DailyTasks extends BrowserTest {

    private static final String UNKNOWN = "550 5.1.1 no such user here";

    /** The beginning of all names. */
    protected String x;

    @TempDir
    private Path folder;

    protected void reset(Hand hand) {
        User user = user(x + "reset", Role.USER, null);
        browser.visit("/login");
        hand.press("a[href='/forgot-password']");
        hand.type("identifier", user.username());
        hand.press("main button.btn-primary");
        browser.await("[data-asked], main [role=status], main h1");
        deliver();
        browser.visit(link(mailsTo(user).get(0)));
        hand.type("password", NEW_PASSWORD);
        hand.type("passwordConfirmation", NEW_PASSWORD);
        hand.press("main button.btn-primary");
        browser.await(page -> browser.path().startsWith("/login"));
        hand.type("username", user.username());
        hand.type("password", NEW_PASSWORD);
        hand.press("main button.btn-primary");
        browser.await(page -> browser.path().startsWith("/profile"));
        browser.driver().manage().deleteAllCookies();
        browser.signIn(ADMINISTRATOR, PASSWORD);
    }

    protected void fillTestAndCure(Hand hand) {
        allowTestsAgain();
        smtp.on(Phase.MAIL, Act.reply("553 5.7.1 Sender address rejected: not owned by user"), Act.behave());
        browser.visit("/overview");
        hand.open("/settings/mail");
        hand.type("host", "127.0.0.1");
        hand.type("port", String.valueOf(smtp.port()));
        hand.type("username", "mailer@corp.example");
        hand.type("password", "first-Passw0rd");
        hand.type("fromAddress", "postern@corp.example");
        hand.press("#send-test");
        hand.press("button[value=from-is-username]");
        browser.await("[data-changed]");
        typeSecretAgain(hand, "first-Passw0rd");
        hand.press("#send-test");
        browser.await("[data-outcome=accepted]");
        typeSecretAgain(hand, "first-Passw0rd");
        hand.press("#save-tested");
        browser.await(".flash .alert-success");
        assertThat(browser.value("fromAddress")).isEqualTo("mailer@corp.example");
        assertThat(smtp.acceptedFor("root@postern.example")).hasSize(1);
    }

    /** No page is sent with a secret, so that one which was loaded again has none. */
    private static void typeSecretAgain(Hand hand, String secret) {
        if (!hand.hasScripts()) {
            hand.type("password", secret);
        }
    }

    protected void rotatePassword(Hand hand) {
        allowTestsAgain();
        smtp.takingOnly("second-Passw0rd");
        browser.visit("/overview");
        hand.open("/settings/mail");
        hand.type("password", "second-Passw0rd");
        hand.press("#send-test");
        browser.await("[data-outcome=accepted]");
        typeSecretAgain(hand, "second-Passw0rd");
        hand.press("#save-tested");
        browser.await(".flash .alert-success");
        assertThat(resetLink(user(x + "rotated", Role.USER, null))).isNotEmpty();
    }

    protected void whoChangedSettings(Hand hand) {
        User other = user(x + "changer", Role.ADMINISTRATOR, null);
        signedIn(other.username(), PASSWORD).submit("/settings/general", Map.of("installationName", x));
        browser.visit("/overview");
        hand.open("/audit");
        hand.unfoldFilters();
        hand.choose("action", "Installation settings changed");
        hand.press("main form.filters button");
        browser.await(page -> browser.path().contains("action="));
        assertThat(browser.text("main tbody tr")).contains(other.username());
    }

    protected void invite(Hand hand) {
        browser.visit("/overview");
        hand.open("/users");
        hand.press("main a[href='/users/new']");
        hand.type("username", x + "invited");
        hand.type("email", x + "invited@corp.example");
        hand.press("main form button.btn-primary");
        browser.await(".flash .alert-success");
        deliver();
        assertThat(smtp.acceptedFor(x + "invited@corp.example")).hasSize(1);
    }

    protected void importFile(Hand hand) throws IOException {
        Path file = Files.writeString(
                folder.resolve(x + "users.csv"),
                "username,email\n" + x + "i1,\n" + x + "i2," + x + "i2@corp.example\n");
        browser.visit("/overview");
        hand.open("/users");
        hand.press("main a[href='/users/import']");
        hand.give("file", file);
        hand.press("main form button.btn-primary");
        hand.press("button[form=import]");
        await().untilAsserted(() -> assertThat(users.byIdentifier(x + "i2")).isPresent());
    }

    protected void disableTwenty(Hand hand) {
        List<User> people = IntStream.range(0, 20)
                .mapToObj(i -> users.create(new UserData(
                        x + "many" + i, new EmailAddress(x + "many" + i + "@corp.example"), x + i, Role.USER, null)))
                .toList();
        browser.visit("/overview");
        hand.open("/users");
        hand.unfoldFilters();
        hand.type("q", x + "many", Keys.ENTER);
        browser.await(page -> browser.path().contains("q="));
        hand.press(hand.hasScripts() ? "#tick-page" : "#select-all");
        hand.press("#selected button[value=disable]");
        hand.press("[data-selection=ASKED] form button");
        browser.await("[data-selection=DONE]");
        assertThat(browser.text("[data-done]")).isEqualTo("20");
        assertThat(people).allMatch(user -> users.existing(user.id()).isDisabled());
    }

    protected void handOverLink(Hand hand) {
        User user = user(x + "waiting", Role.USER, null);
        browser.visit("/overview");
        hand.open("/users");
        openPerson(hand, user);
        hand.press("main a[href$='/reset-link']");
        hand.type("password", PASSWORD);
        hand.press("main form button.btn-primary");
        String link = browser.await("[data-one-time-link]").getDomProperty("value");
        if (hand.hasScripts()) {
            hand.press("[data-copy=link]");
            browser.await(page -> browser.text("[data-copy=link]").equals("Copied"));
        }
        assertThat(visitor().get(link.replaceFirst("https://[^/]+", "")).status())
                .isEqualTo(303);
    }

    protected void whyNoMail(Hand hand) {
        User user = user(x + "unknown", Role.USER, null);
        refuse(List.of(user));
        browser.visit("/overview");
        hand.open("/users");
        openPerson(hand, user);
        if (!hand.hasScripts()) {
            hand.press("main a[href$='/deliveries']");
        }
        hand.press("[data-mails] [data-delivery] a");
        browser.await("main [data-state=FAILED]");
        assertThat(browser.text("main")).contains("The recipient doesn’t exist on the server.", UNKNOWN);
    }

    protected void retryRefused(Hand hand) {
        queue.clear();
        List<User> people = Stream.of("refused1", "refused2", "refused3")
                .map(name -> user(x + name, Role.USER, null))
                .toList();
        refuse(people);
        people.forEach(user -> smtp.onRecipient(address(user), Act.behave()));
        browser.visit("/overview");
        hand.press("[data-figure=refused] a");
        hand.press(hand.hasScripts() ? "#tick-page" : "#select-all");
        hand.press("#selected button[value=retry]");
        hand.press("[data-selection=ASKED] form button");
        browser.await("[data-selection=DONE]");
        assertThat(browser.text("[data-done]")).isEqualTo("3");
        deliver();
        assertThat(people).allSatisfy(user -> assertThat(mailsTo(user)).hasSize(1));
    }

    private void openPerson(Hand hand, User user) {
        hand.unfoldFilters();
        hand.type("q", user.username(), Keys.ENTER);
        browser.await(page -> browser.path().contains("q="));
        hand.press("[data-user='" + user.username() + "'] a");
    }

    /** Resets that the server takes from nobody. */
    private void refuse(List<User> people) {
        people.forEach(user -> smtp.onRecipient(address(user), Act.reply(UNKNOWN)));
        people.forEach(user -> forgot(user.username()));
        deliver();
    }

    private static String address(User user) {
        return user.email().orElseThrow().value();
    }
}
