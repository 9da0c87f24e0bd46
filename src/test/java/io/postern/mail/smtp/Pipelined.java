package io.postern.mail.smtp;

import io.postern.mail.diagnosis.SendOutcome;
import io.postern.mail.diagnosis.SendOutcome.Unsent;
import io.postern.mail.message.OutgoingMail;
import io.postern.mail.smtp.ScriptedSmtpServer.Phase;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Mails to a, b and c of corp.example, to a server that offers PIPELINING. */
final class Pipelined {

    static final String A = "a@corp.example";
    static final String B = "b@corp.example";
    static final String C = "c@corp.example";

    private Pipelined() {}

    static ScriptedSmtpServer server() {
        return offering(ScriptedSmtpServer.start(), Phase.EHLO);
    }

    static ScriptedSmtpServer offering(ScriptedSmtpServer server, Phase ehlo) {
        return server.on(
                ehlo, Act.reply("250-scripted.example", "250-PIPELINING", "250-AUTH PLAIN LOGIN", "250 SIZE 10000000"));
    }

    static List<OutgoingMail> mails() {
        return List.of(Accounts.mailTo(A), Accounts.mailTo(B), Accounts.mailTo(C));
    }

    /** As the delivery worker does it: what was not sent goes over another connection. By recipient, what became of each at last. */
    static Map<String, SendOutcome> drain(SmtpSender sender, List<OutgoingMail> mails) {
        Map<String, SendOutcome> known = new LinkedHashMap<>();
        List<OutgoingMail> waiting = mails;
        for (int round = 0; round < mails.size() && !waiting.isEmpty(); round++) {
            List<OutgoingMail> unsent = new ArrayList<>();
            sender.deliver(waiting, any -> true, StageListener.NONE, (mail, outcome) -> {
                known.put(mail.to().value(), outcome);
                if (outcome instanceof Unsent) {
                    unsent.add(mail);
                }
            });
            waiting = unsent;
        }
        return known;
    }

    /** Whether mails go ahead now: whether the server hears of the second one before the outcome of the first is on record. */
    static boolean goesAhead(SmtpSender sender, ScriptedSmtpServer server) {
        List<Boolean> ahead = new ArrayList<>();
        String second = "second-" + UUID.randomUUID() + "@corp.example";
        List<OutgoingMail> two = List.of(Accounts.mailTo("first@corp.example"), Accounts.mailTo(second));
        sender.deliver(two, any -> true, StageListener.NONE, (mail, outcome) -> {
            if (ahead.isEmpty()) {
                ahead.add(hears(server, "RCPT TO:<" + second + ">"));
            }
        });
        return ahead.get(0);
    }

    private static boolean hears(ScriptedSmtpServer server, String line) {
        try {
            awaitLine(server, line);
            return true;
        } catch (ConditionTimeoutException never) {
            return false;
        }
    }

    static void awaitLine(ScriptedSmtpServer server, String line) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> server.lines().contains(line));
    }

    /** Takes the message, and loses what came behind it, as servers do that empty their input then. */
    static Act dropsTheRest() {
        return peer -> {
            peer.drop();
            return Act.Then.BEHAVE;
        };
    }

    /** Says that it takes the message. */
    static Act accepting() {
        return Act.accept("250 2.0.0 taken");
    }

    /** Says that it wants the message, gets a lone dot, and answers it. */
    static Act wantsTheMessage(String answerToLoneDot) {
        return peer -> {
            Act.reply("354 go ahead").play(peer);
            for (int octet = 0; octet < ".\r\n".length(); octet++) {
                peer.awaitInput();
            }
            return Act.reply(answerToLoneDot).play(peer);
        };
    }

    /** Behaves, with what it says in pieces. */
    static Act dripping(String reply) {
        return peer -> {
            OutputStream out = peer.out();
            for (byte octet : (reply + "\r\n").getBytes(StandardCharsets.US_ASCII)) {
                out.write(octet);
                out.flush();
                peer.isReleasedWithin(Duration.ofMillis(2));
            }
            return Act.Then.TAKEN;
        };
    }

    /** Answers each group of commands for three mails in one packet, once it has read all of them. */
    static void coalesce(ScriptedSmtpServer server) {
        AtomicInteger kept = new AtomicInteger();
        Act keep = peer -> {
            kept.incrementAndGet();
            return Act.Then.TAKEN;
        };
        Act say = peer -> {
            peer.out().write("250 2.0.0 ok\r\n".repeat(kept.getAndSet(0)).getBytes(StandardCharsets.US_ASCII));
            return Act.Then.BEHAVE;
        };
        server.on(Phase.MAIL, Act.behave(), keep)
                .on(Phase.RCPT, Act.behave(), keep)
                .on(Phase.DATA, Act.behave(), say)
                .on(Phase.FINAL_DOT, keep, keep, Act.behave());
    }
}
