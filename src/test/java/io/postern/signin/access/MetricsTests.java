package io.postern.signin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Visitor;
import io.postern.users.User;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTests extends ApplicationTest {

    @Test
    void theTokenOpensTheMetrics() {
        Visitor.Answer answer = scrape();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("jvm_memory_used_bytes");
        assertThat(answer.response().headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer slow-river-toke",
                "Bearer slow-river-token2",
                "Bearer Slow-River-Token",
                "Basic slow-river-token",
                "slow-river-token"
            })
    void anythingElseDoesNot(String authorization) {
        Visitor visitor = visitor();
        if (!authorization.isEmpty()) {
            visitor.with("Authorization", authorization);
        }
        Visitor.Answer answer = visitor.get("/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.body()).doesNotContain("jvm_memory");
    }

    @Test
    void refusesSessionsAndTokensInTheAddress() {
        assertThat(administrator().get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(visitor().get("/actuator/prometheus?token=" + METRICS_TOKEN).status())
                .isEqualTo(401);
        assertThat(visitor()
                        .get("/actuator/prometheus?access_token=" + METRICS_TOKEN)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theTokenOpensNothingElse() {
        Visitor bearer = visitor().with("Authorization", "Bearer " + METRICS_TOKEN);
        assertThat(bearer.get("/users").status()).isEqualTo(302);
        for (String off :
                new String[] {"env", "heapdump", "configprops", "loggers", "threaddump", "metrics", "beans"}) {
            assertThat(bearer.get("/actuator/" + off).status()).as(off).isIn(302, 401, 404);
        }
        assertThat(bearer.send("TRACE", "/actuator/prometheus").status()).isIn(400, 405);
        assertThat(bearer.postRaw("/actuator/prometheus", "").status()).isEqualTo(405);
    }

    @Test
    void whatBecomesOfMailsIsCountedByKindAndProblem() {
        double sent = value("postern_mail_sent_total{kind=\"password-reset\"}");
        double attempts =
                value("postern_mail_attempts_failed_total{kind=\"password-reset\",problem=\"recipient-unknown\"}");
        double dropped = value("postern_mail_dropped_total{kind=\"password-reset\",reason=\"no-such-user\"}");
        User refused = user();
        smtp.onRecipient(refused.email().orElseThrow().value(), Act.reply("550 5.1.1 no such user"));
        forgot(user().username());
        forgot(refused.username());
        forgot("nobody-of-this-name");
        assertThat(value("postern_queue_mails{state=\"queued\"}")).isEqualTo(3);
        deliver();
        assertThat(value("postern_mail_sent_total{kind=\"password-reset\"}")).isEqualTo(sent + 1);
        assertThat(value("postern_mail_attempts_failed_total{kind=\"password-reset\",problem=\"recipient-unknown\"}"))
                .isEqualTo(attempts + 1);
        assertThat(value("postern_mail_failed_total{kind=\"password-reset\",problem=\"recipient-unknown\"}"))
                .isPositive();
        assertThat(value("postern_mail_dropped_total{kind=\"password-reset\",reason=\"no-such-user\"}"))
                .isEqualTo(dropped + 1);
        assertThat(value("postern_queue_mails{state=\"queued\"}")).isZero();
    }

    @Test
    void reportsTheAgeOfTheOldestDueMail() {
        smtp.on(Phase.GREETING, Act.reply("554 5.3.2 not now"));
        forgot(user().username());
        clock.advance(Duration.ofSeconds(90));
        assertThat(value("postern_queue_oldest_due_seconds")).isBetween(90.0, 95.0);
        assertThat(value("postern_queue_held")).isZero();
        deliver();
        assertThat(value("postern_queue_held")).isEqualTo(1);
    }

    @Test
    void stagesAreTimedAndNobodyIsNamed() {
        double before = value("postern_smtp_stage_seconds_count{outcome=\"ok\",server=\"1\",stage=\"data\"}");
        User user = user();
        forgot(user.username());
        deliver();
        assertThat(value("postern_smtp_stage_seconds_count{outcome=\"ok\",server=\"1\",stage=\"data\"}"))
                .isEqualTo(before + 1);
        assertThat(value("postern_smtp_stage_seconds_count{outcome=\"ok\",server=\"1\",stage=\"recipient\"}"))
                .isPositive();
        assertThat(scrape().body()).doesNotContain(user.username(), "127.0.0.1", "corp.example");
    }

    private Visitor.Answer scrape() {
        clock.advance(Duration.ofSeconds(3));
        return new Visitor(port)
                .with("Accept", "text/plain")
                .with("Authorization", "Bearer " + METRICS_TOKEN)
                .get("/actuator/prometheus");
    }

    /** Of a series that is not there yet: nothing was counted. */
    private double value(String series) {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(scrape().body());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }
}
