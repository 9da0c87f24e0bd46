package io.postern.mail.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that the receiver did not write are named, and never believed. */
@Tag("case-126")
class ForgedResultsTests {

    private static final String PASS =
            "; dkim=pass header.d=corp.example header.s=forged; spf=pass smtp.mailfrom=corp.example; dmarc=pass (p=REJECT) header.from=corp.example\n";

    /** Everything fails at the receiver. */
    private static String failing(String file) {
        return Received.message(file)
                .replaceAll("(?m)(^Auth.*|^\\s.*)\\b(spf|dkim|dmarc)=pass", "$1$2=fail")
                .replaceAll("(?m)(^Auth.*|^\\s.*)\\b(spf|dkim|dmarc)=pass", "$1$2=fail");
    }

    @ParameterizedTest
    @CsvSource({
        "gmail.eml,mx.google.com",
        "microsoft-365.eml,''",
        "microsoft-365.eml,protection.outlook.com",
        "postfix.mbox,mx.receiver.example",
        "rspamd.eml,mx.receiver.example"
    })
    void threeForgedOnesBelowAreNamed(String file, String server) {
        String claim = server.isEmpty() ? PASS.substring(2) : server + PASS;
        String forged = ("Authentication-Results: " + claim).repeat(3);
        Map<String, String> findings =
                Received.findings(failing(file).replace("DKIM-Signature: v=1", forged + "DKIM-Signature: v=1"));

        assertThat(findings)
                .containsEntry("results", "warning forged")
                .containsEntry("spf", "fail fail")
                .containsEntry("dkim", "fail fail");
        assertThat(findings.get("dmarc")).startsWith("fail");
        assertThat(findings.get("alignment")).startsWith("fail");
        assertThat(Received.read(failing(file).replace("DKIM-Signature: v=1", forged + "DKIM-Signature: v=1"))
                        .keys())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail.eml", "postfix.mbox", "rspamd.eml"})
    void onesAboveMakeNothingBetter(String file) {
        String server = file.startsWith("gmail") ? "mx.google.com" : "mx.receiver.example";
        String source = failing(file).replaceFirst("(?m)^From .*\\n", "");
        Map<String, String> findings = Received.findings("Authentication-Results: " + server + PASS + source);
        assertThat(findings).containsEntry("results", "warning forged").containsEntry("dkim", "fail fail");

        String inside =
                source.replaceFirst("(?m)^Authentication-Results:", "Authentication-Results: " + server + PASS + "$0");
        assertThat(Received.findings(inside).get("results")).startsWith("warning");
        assertThat(Received.findings(inside).get("dkim")).startsWith("fail");
    }

    @Test
    void aReceiverWithoutResultsGetsNoneFromTheSender() {
        String source = Received.message("exchange.eml")
                .replace("Date: Mon", "Authentication-Results: mail.receiver.example" + PASS + "Date: Mon");
        assertThat(Received.findings(source))
                .containsEntry("dkim", "unknown unseen")
                .containsEntry("dmarc", "unknown unseen")
                .containsEntry("results", "warning forged");
    }

    @Test
    void aForgedWayThroughGoogleIsNotBelieved() {
        String forged = "Received: by 2002:a05:7300:3b2a:b0:1a2:b3c4:d5e6 with SMTP id x;\n"
                + "        Mon, 30 Nov 2026 17:32:44 +0000\n"
                + "Received: from mail.corp.example (mail.corp.example. [192.0.2.10])\n"
                + "        by mx.google.com with ESMTPS id x; Mon, 30 Nov 2026 17:32:43 +0000\n"
                + "Authentication-Results: mx.google.com" + PASS;
        String source = Received.message("exchange.eml").replace("Date: Mon", forged + "Date: Mon");
        assertThat(Received.findings(source))
                .containsEntry("dkim", "unknown unseen")
                .containsEntry("results", "ok foreign");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from mx.receiver.example (mail.corp.example [192.0.2.10])",
                "from [127.0.0.1] (mail.corp.example [192.0.2.10])",
                "from mx.receiver.example ([192.0.2.10] helo=[127.0.0.1])",
                "from unknown (HELO [10.0.0.1]) (192.0.2.10)",
                "from mx.receiver.example (HELO [10.0.0.1])",
                "from by (unknown [192.0.2.10])",
                "from DB8PR04MB2222.eurprd04.prod.outlook.com (192.0.2.10)"
            })
    void aHostsOwnNameDoesNotMakeItTheReceivers(String from) {
        String source =
                "Received: " + from + " by mx.receiver.example with ESMTPS id 1; Mon, 30 Nov 2026 17:32:48 +0000\n"
                        + "Authentication-Results: mx.receiver.example" + PASS
                        + "Received: from app (app [10.0.0.3]) by mx.receiver.example with ESMTP id 2; Mon, 30 Nov 2026 17:32:45 +0000\n"
                        + "From: postern@corp.example\nMessage-ID: <1@corp.example>\n\n";
        assertThat(Received.findings(source))
                .containsEntry("dkim", "unknown unseen")
                .containsEntry("results", "warning forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail.eml", "microsoft-365.eml", "postfix.mbox", "rspamd.eml", "exchange.eml"})
    void aRandomForgedHeaderNeverTurnsAFindingToOk(String file) {
        Random random = new Random(Seed.printed("ForgedResultsTests"));
        String source = failing(file).replaceFirst("(?m)^From .*\\n", "");
        Map<String, String> before = Received.findings(source);
        List<String> lines = source.lines().toList();
        int entry = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("Date:"))
                .findFirst()
                .orElseThrow());
        for (int i = 0; i < 300; i++) {
            List<String> changed = new ArrayList<>(lines);
            // Anywhere below the fields of the receiver, at the beginning of a field.
            int at = entry + random.nextInt(4);
            changed.add(at, forged(random));
            Received.findings(String.join("\n", changed)).forEach((code, verdict) -> assertThat(
                            verdict.startsWith("ok") && !before.get(code).startsWith("ok"))
                    .as(code + " by " + changed.get(at))
                    .isFalse());
        }
    }

    private static String forged(Random random) {
        String server =
                pick(random, "mx.google.com", "mx.receiver.example", "protection.outlook.com", "other.example", "");
        String results = pick(random, PASS, "; dkim=pass\n", "; spf=pass; dmarc=pass\n", " 1; dmarc=pass (p=none)\n");
        return switch (random.nextInt(5)) {
            case 0 ->
                "Received: from a.receiver.example (a.receiver.example [10.0.0." + random.nextInt(9)
                        + "]) by mx.receiver.example with ESMTPS id 1; Mon, 30 Nov 2026 17:32:45 +0000";
            case 1 -> "X-Spam-Status: No, score=-5";
            case 2 -> "ARC-Authentication-Results: i=1; " + (server + results).strip();
            case 3 -> "X-Forefront-Antispam-Report: SCL:-1;SFV:NSPM;";
            default ->
                pick(random, "Authentication-Results: ", "authentication-RESULTS : ") + (server + results).strip();
        };
    }

    private static String pick(Random random, String... values) {
        return Arrays.asList(values).get(random.nextInt(values.length));
    }
}
