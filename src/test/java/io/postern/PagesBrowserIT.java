package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.BrowserTest;
import io.postern.users.Role;
import io.postern.users.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Every page, in both languages, themes and widths: no text without contrast, no field without a name, nothing too wide. */
class PagesBrowserIT extends BrowserTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void pagesOfPeopleNotSignedIn(String language) {
        browser.speak(language);
        look("/login");
        browser.fill("username", "nobody");
        browser.fill("password", "not the password");
        submit();
        browser.await(page -> "password".equals(focus().getDomAttribute("name")));
        assertThat(browser.find("#" + focus().getDomAttribute("aria-describedby"))
                        .getDomAttribute("role"))
                .isEqualTo("alert");
        browser.isAccessibleInEachLook();
        look("/login?logout");
        look("/forgot-password");
        browser.fill("identifier", "nobody");
        submit();
        browser.isAccessibleInEachLook();
        look("/reset-password?token=dead");
        browser.visit(resetLink(user()));
        browser.isAccessibleInEachLook();
        browser.fill("password", "short");
        browser.fill("passwordConfirmation", "other");
        submit();
        browser.isAccessibleInEachLook();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void listsAndPeople(String language) {
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        look("/deliveries");
        User user = users.createWithPassword(withoutAddress(language), users.encode(PASSWORD));
        forgot(user.username());
        smtp.on(Phase.RCPT, Act.reply("550 5.1.1 no such user, and a reply that is long enough to need a second line"));
        forgot(user().username());
        deliver();
        look("/deliveries");
        theListIsSeenWithoutScrollingSideways();
        for (String link : links("td a")) {
            look(link);
        }
        look("/overview");
        for (WebElement table : browser.driver().findElements(By.cssSelector(".hours summary"))) {
            table.click();
        }
        browser.click("#later-single-administrator, #later-mail-changed-since-test, #later-mail-never-tested");
        browser.await("#put-off");
        browser.click("#put-off summary");
        browser.isAccessibleInEachLook();
        look("/deliveries?q=nobody-at-all");
        look("/alerts");
        look("/users");
        String one = links("[data-user='" + user.username() + "'] a").get(0);
        look(one);
        look("/users?q=nobody-at-all");
        look("/users/new");
        browser.driver().executeScript("document.querySelector('main form').noValidate = true");
        browser.fill("username", "not a name!");
        submit();
        browser.isAccessibleInEachLook();
        look("/audit");
        look("/audit?q=nobody-at-all");
        look("/profile");
        look("/profile/alerts");
        look("/settings/alerts/receivers");
        look("/settings/mail/received");
        look("/mail-arrived?token=dead");
        look("/mail-arrived?done");
        look(one + "/alert-mails");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void aChangeOfOnesAddress(String language) {
        browser.speak(language);
        User user = user(Role.USER);
        String address = "a-somewhat-longer-address-of-" + user.username() + "@department.corp.example";
        browser.signIn(user.username(), PASSWORD);
        browser.visit("/profile");
        browser.fill("email", address);
        submit();
        browser.await("[data-pending-address]");
        browser.isAccessibleInEachLook();
        deliver();
        look(link(smtp.acceptedFor(address).get(0)));
        submit();
        assertThat(browser.path()).isEqualTo("/profile");
        look("/confirm-address?token=dead");
        look("/login?address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void anImport(String language) throws IOException {
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        look("/users/import");
        choose("username,email,role\nfine,,\na b,nobody,CHIEF\n");
        browser.await("[data-line]");
        browser.isAccessibleInEachLook();
        look("/users/import");
        choose("username,email,displayName,role\nimported-" + language + ",somebody-" + language
                + "@a-department-with-a-long-name.corp.example,Somebody with a name,ADMINISTRATOR\nnomail-import-"
                + language + ",,,\n");
        browser.await("[data-result=add]");
        browser.isAccessibleInEachLook();
        browser.click("main button[form=import]");
        browser.await("[role=status] .alert");
        assertThat(browser.path()).isEqualTo("/users");
    }

    private static void choose(String content) throws IOException {
        Path file = Files.createTempFile("users", ".csv");
        Files.writeString(file, content);
        browser.find("[name=file]").sendKeys(file.toString());
        submit();
        Files.delete(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void settings(String language) {
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        look("/settings/general");
        look("/settings/security");
        look("/settings/alerts");
        look("/settings/webhooks");
        look("/settings/webhooks/new");
        browser.fill("url", "http://127.0.0.1:9/a-path-of-many-letters-" + "x".repeat(60));
        submit();
        browser.await("[data-webhook-secret]");
        browser.isAccessibleInEachLook();
        browser.click("#test-webhook");
        browser.await("[data-webhook-answer]");
        browser.isAccessibleInEachLook();
        jdbc.sql("delete from webhook").update();
        look("/settings/api-tokens");
        browser.fill("name", "backup on " + language);
        browser.fill("components", "backup, " + "c".repeat(60));
        submit();
        browser.isAccessibleInEachLook();
        look("/settings/api-tokens/documentation");
        look("/settings/system");
        browser.visit("/settings/mail");
        browser.click("#advanced summary");
        browser.isAccessibleInEachLook();
        smtp.on(Phase.RCPT, Act.reply("550 5.7.1 " + "relaying-denied".repeat(20)));
        browser.click("#send-test");
        browser.await("#mail-test-result[data-outcome]");
        browser.click(".mail-transcript summary");
        browser.isAccessibleInEachLook();
        browser.fill("port", "70000");
        browser.click("#save");
        browser.await("[data-error-for=port]");
        browser.isAccessibleInEachLook();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void connectingAnAccount(String language) {
        browser.speak(language);
        browser.signIn(ADMINISTRATOR, PASSWORD);
        browser.visit("/settings/mail");
        new org.openqa.selenium.support.ui.Select(browser.find("#preset")).selectByValue("microsoft365-connect");
        browser.await("[data-changed]");
        browser.isAccessibleInEachLook();
        browser.fill("username", "a-mailbox-with-a-rather-long-name@corp.example");
        browser.fill("oauthTenant", "corp.example");
        browser.fill("oauthClientId", "11111111-2222-3333-4444-555555555555");
        browser.fill("oauthClientSecret", "cl1ent-s3cret");
        browser.click("#connect");
        browser.await("#continue");
        browser.isAccessibleInEachLook();
        look("/settings/mail/oauth/callback?state=forged&code=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void refusals(String language) {
        browser.speak(language);
        User user = user(Role.USER);
        browser.signIn(user.username(), PASSWORD);
        look("/settings/mail");
        assertThat(browser.text("main")).contains("403");
        look("/users/nobody");
    }

    private static io.postern.users.UserData withoutAddress(String language) {
        return new io.postern.users.UserData(
                "nomail-" + language, null, "Somebody whose name is quite a bit longer than usual", Role.USER, null);
    }

    private static void look(String path) {
        browser.visit(path);
        browser.isAccessibleInEachLook();
    }

    private static void theListIsSeenWithoutScrollingSideways() {
        for (int width : new int[] {320, 768, 1280}) {
            browser.resize(width);
            assertThat(browser.driver()
                            .executeScript("const list = document.querySelector('.table-responsive');"
                                    + " return list.scrollWidth - list.clientWidth"))
                    .as("at %d pixels", width)
                    .isEqualTo(0L);
        }
    }

    private static org.openqa.selenium.WebElement focus() {
        return browser.driver().switchTo().activeElement();
    }

    private static void submit() {
        org.openqa.selenium.WebElement page = browser.find("html");
        browser.click("main form [type=submit], main form button:not([type])");
        browser.await(org.openqa.selenium.support.ui.ExpectedConditions.stalenessOf(page));
    }

    private static List<String> links(String selector) {
        return browser.driver().findElements(By.cssSelector(selector)).stream()
                .map(link -> link.getDomAttribute("href"))
                .toList();
    }
}
