package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.BrowserTest;
import io.postern.users.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a mailed link leaves behind in the access log, and in what a browser says about where it comes from. */
class AccessLogIT extends BrowserTest {

    @TempDir
    private static Path folder;

    @DynamicPropertySource
    static void accessLog(DynamicPropertyRegistry properties) {
        properties.add("server.tomcat.accesslog.enabled", () -> true);
        properties.add("server.tomcat.accesslog.buffered", () -> false);
        properties.add("server.tomcat.accesslog.directory", folder::toString);
        properties.add("server.tomcat.accesslog.pattern", () -> usualPattern() + " referrer=%{Referer}i");
    }

    @Tag("case-36")
    @Test
    void keepsTokensOutOfAccessLogAndReferrer() throws IOException {
        User user = user();
        String link = resetLink(user);
        String token = link.split("=")[1];
        for (String page : List.of("/reset-password", "/invitation", "/confirm-address", "/setup", "/nowhere")) {
            visitor().get(page + "?token=" + token);
            visitor().send("HEAD", page + "?token=" + token);
            visitor().post(page + "?token=" + token, Map.of());
        }

        browser.visit(link);
        browser.fill("password", NEW_PASSWORD);
        browser.fill("passwordConfirmation", NEW_PASSWORD);
        browser.click("main button.btn-primary");
        browser.await(driver -> browser.path().equals("/login?reset"));
        browser.visit(link);
        browser.click("a[href='/forgot-password']");
        browser.await(driver -> browser.path().equals("/forgot-password"));

        List<String> log = log();
        assertThat(log)
                .anyMatch(line -> line.contains("\"GET /reset-password HTTP/1.1\" 303"))
                .anyMatch(line -> line.contains("\"POST /reset-password HTTP/1.1\" 303"))
                .anyMatch(line -> line.contains("\"GET /forgot-password HTTP/1.1\" 200"))
                .noneMatch(line -> line.contains(token))
                .noneMatch(line -> line.contains("token="));
        assertThat(log.stream().filter(line -> line.contains("\"GET /forgot-password")))
                .allMatch(line -> line.endsWith("referrer=-"));
    }

    private static Object usualPattern() {
        try {
            return PropertiesLoaderUtils.loadAllProperties("application.properties")
                    .get("server.tomcat.accesslog.pattern");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> log() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        }
    }
}
