package io.postern.accountlinks.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.Act;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import io.postern.testing.ApplicationTest;
import io.postern.testing.Timings;
import io.postern.testing.Visitor;
import io.postern.users.Role;
import io.postern.users.User;
import io.postern.users.UserData;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has an account can't be felt. Requests are timed and compared with each other; no duration is expected. */
@Tag("timing")
class ResetTimingIT extends ApplicationTest {

    private static final List<String> KINDS = List.of("unknown", "known", "disabled", "no-address");
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private Map<String, String> identifiers;
    private Visitor visitor;
    private String csrf;

    @BeforeEach
    void somebodyOfEachKind() {
        User disabled = user();
        users.disable(disabled.id());
        User withoutAddress = users.createWithPassword(
                new UserData("silent" + UUID.randomUUID(), null, "Silent", Role.USER, null), users.encode(PASSWORD));
        identifiers = Map.of(
                "unknown", "nobody" + UUID.randomUUID().toString().substring(0, 6),
                "known", user().username(),
                "disabled", disabled.username(),
                "no-address", withoutAddress.username());
        visitor = new Visitor(port);
        csrf = visitor.csrf("/forgot-password");
        for (int i = 0; i < 40; i++) {
            ask(KINDS.get(i % KINDS.size())).run();
        }
    }

    @Tag("case-2")
    @Test
    void knownAndUnknownTakeTheSameTime() {
        Timings.assertIndistinguishable(KINDS, 100, this::ask);
    }

    @Tag("case-3")
    @ParameterizedTest
    @ValueSource(strings = {"refusing", "hanging", "550", "missing"})
    void soTheyDoWhileMailFails(String mail) throws InterruptedException {
        switch (mail) {
            case "refusing" -> smtp.close();
            case "550" -> smtp.on(Phase.RCPT, Act.reply("550 5.1.1 no such user"));
            case "missing" -> jdbc.sql("update mail_settings set host = null").update();
            default -> smtp.on(Phase.GREETING, Act.hang());
        }
        Thread worker = new Thread(this::deliver);
        worker.start();
        if (mail.equals("hanging")) {
            smtp.awaitHanging();
        } else {
            worker.join();
        }

        Timings.assertIndistinguishable(KINDS, 100, this::ask);

        smtp.close();
        worker.join();
    }

    private Runnable ask(String kind) {
        int client = CLIENTS.incrementAndGet();
        visitor.with("X-Forwarded-For", "203.0." + (client >> 8) + "." + (client & 255));
        Map<String, String> form = Map.of("identifier", identifiers.get(kind), "_csrf", csrf);
        return () -> assertThat(visitor.post("/forgot-password", form).status()).isEqualTo(303);
    }
}
