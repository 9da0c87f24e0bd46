package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.installation.Installation;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SecurityTxtTests extends ApplicationTest {

    @Autowired
    private Installation installation;

    @Test
    void namesTheContactOfTheOperator() {
        Visitor.Answer answer = visitor().get("/.well-known/security.txt");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(answer.response().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body().lines())
                .contains(
                        "Contact: mailto:security@postern.example",
                        "Preferred-Languages: en, de",
                        "Canonical: https://postern.example/.well-known/security.txt");
    }

    @Test
    void isValidForLessThanAYear() {
        String expires = visitor()
                .get("/.well-known/security.txt")
                .body()
                .lines()
                .filter(line -> line.startsWith("Expires: "))
                .map(line -> line.substring("Expires: ".length()))
                .findFirst()
                .orElseThrow();

        assertThat(Instant.parse(expires))
                .isBetween(
                        clock.instant().plus(Duration.ofDays(30)),
                        clock.instant().plus(Duration.ofDays(364)));
    }

    @Test
    void isAbsentWithoutAContact() {
        SecurityTxtProperties none = new SecurityTxtProperties(null, null);

        assertThat(new SecurityTxtController(none, installation, Clock.systemUTC())
                        .file()
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }
}
