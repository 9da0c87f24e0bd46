package io.postern.mail.received;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What messages tell, each in the form of one receiver. */
class ReceiversTests {

    private static final Map<String, String> FINE = Map.of(
            "entry", "ok found",
            "spf", "ok pass",
            "dkim", "ok pass",
            "dmarc", "ok pass",
            "alignment", "ok strict",
            "results", "ok none",
            "transit", "ok quick");

    @ParameterizedTest
    @CsvSource({
        "gmail.eml,mx.google.com,warning clear,unknown google",
        "microsoft-365.eml,du2pepf00028d0a.mail.protection.outlook.com,warning clear,ok clean",
        "postfix.mbox,mx.receiver.example,ok encrypted,unknown untold",
        "rspamd.eml,mx.receiver.example,warning clear,unknown untold"
    })
    void readsItsOwnResults(String file, String entry, String tls, String junk) {
        Map<String, String> expected = new HashMap<>(FINE);
        String source = Received.message(file).replace("ESMTPSA id B04362D608D", "ESMTPA id B04362D608D");
        expected.put("tls", tls);
        expected.put("junk", junk);

        assertThat(Received.findings(source)).isEqualTo(expected);
        assertThat(Received.read(source).hops())
                .filteredOn(RouteFindings.Hop::entry)
                .extracting(RouteFindings.Hop::by)
                .containsExactly(entry);
        assertThat(Received.read(source).keys()).containsExactly(new Signature("corp.example", "mail26"));
    }

    @Test
    void exchangeTellsJunkAndNothingElse() {
        assertThat(Received.findings(Received.message("exchange.eml")))
                .containsEntry("junk", "fail junk")
                .containsEntry("spf", "unknown unseen")
                .containsEntry("alignment", "unknown unseen")
                .containsEntry("entry", "ok found");
        assertThat(Received.read(Received.message("exchange.eml")).hops())
                .filteredOn(RouteFindings.Hop::entry)
                .extracting(RouteFindings.Hop::from)
                .containsExactly("mail.corp.example");
    }

    @Test
    void namesWhatFailedAndTheJunkFolder() {
        String source = Received.message("exim-spamassassin.eml");
        assertThat(Received.findings(source))
                .containsEntry("spf", "fail softfail")
                .containsEntry("dkim", "fail fail")
                .containsEntry("dmarc", "fail fail")
                .containsEntry("alignment", "fail nothing")
                .containsEntry("tls", "warning clear")
                .containsEntry("transit", "warning slow")
                .containsEntry("junk", "fail junk");
        assertThat(Received.read(source).keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "corp.example,ok strict",
        "mail.corp.example,ok relaxed",
        "relay.example,fail none-reject",
    })
    void comparesFromWithWhatIsConfirmed(String confirmed, String alignment) {
        String source = Received.message("gmail.eml")
                .replace("@corp.example header.s", "@" + confirmed + " header.s")
                .replace("smtp.mailfrom=bounce@corp.example", "smtp.mailfrom=bounce@" + confirmed)
                .replace("dmarc=pass", confirmed.equals("relay.example") ? "dmarc=fail" : "dmarc=pass");
        assertThat(Received.findings(source)).containsEntry("alignment", alignment);
    }

    @Test
    void siblingsAreAlignedOnlyByDns() {
        String source = Received.message("postfix.mbox")
                .replace("\nFrom: postern@corp.example", "\nFrom: postern@app.corp.example")
                .replace("smtp.mailfrom=corp.example", "smtp.mailfrom=mail.corp.example")
                .replace("header.d=corp.example", "header.d=news.corp.example");
        assertThat(Received.findings(source)).containsEntry("alignment", "unknown perhaps");
    }

    @Test
    void aRejectingPolicyIsNamed() {
        String source = Received.message("microsoft-365.eml")
                .replace("dmarc=pass action=none", "dmarc=fail action=oreject")
                .replace("header.d=corp.example", "header.d=relay.example")
                .replace("smtp.mailfrom=corp.example", "smtp.mailfrom=relay.example");
        assertThat(Received.findings(source))
                .containsEntry("dmarc", "fail fail-reject")
                .containsEntry("dkim", "warning other-domain")
                .containsEntry("alignment", "fail none-reject");
    }

    @ParameterizedTest
    @CsvSource({
        "SCL:1;,SCL:5;,fail junk",
        "SFV:NSPM,SFV:SPM,fail junk",
        "dest:I,dest:J,fail junk",
        "BCL:0,BCL:8,warning bulk"
    })
    void readsMicrosoftsMarks(String was, String is, String junk) {
        assertThat(Received.findings(Received.message("microsoft-365.eml").replace(was, is)))
                .containsEntry("junk", junk);
    }

    @Test
    void aMarkBelowTheEntryIsDoubtful() {
        String source = Received.message("postfix.mbox");
        assertThat(Received.findings(source.replace("Subject:", "X-Spam-Flag: YES\nSubject:")))
                .containsEntry("junk", "warning doubtful");
        assertThat(Received.findings(source.replace("Subject:", "X-Spam-Flag: NO\nSubject:")))
                .containsEntry("junk", "unknown untold");
        assertThat(Received.findings(
                        source.replace("Authentication-Results: mx.receiver.example; dmarc", "X-Spam: Yes\n$0")))
                .isNotEmpty();
    }

    @Test
    void aWrongClockIsNamed() {
        String source =
                Received.message("gmail.eml").replace("Nov 2026 17:32:45 +0000 (UTC)", "Nov 2026 18:32:45 +0000");
        assertThat(Received.findings(source)).containsEntry("transit", "warning clocks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    @Tag("case-126")
    void copiesTellTheSame(String end) {
        String source = Received.message("gmail.eml");
        Map<String, String> expected = Received.findings(source);
        String headersAlone = source.substring(0, source.indexOf("\n\n"));
        String movedIn = source.lines().map(line -> "    " + line).reduce("", (all, line) -> all + line + "\n");
        String broken = source.replace("bits=256/256);\n", "\nbits=256/256);\n")
                .replace("       spf=pass (google.com: domain of", "spf=pass (google.com:\ndomain of");
        for (String copy : new String[] {
            source, headersAlone, movedIn, broken, "\uFEFF\n\n" + source, "From x@y Mon Nov 30 17:32:46 2026\n" + source
        }) {
            assertThat(Received.findings(copy.replace("\n", end))).isEqualTo(expected);
        }
    }

    @Test
    void withoutReceivedLinesNothingIsBelieved() {
        String source = Received.message("postfix.mbox").replace("Received:", "X-Old:");
        assertThat(Received.findings(source))
                .containsEntry("entry", "unknown missing")
                .containsEntry("spf", "unknown unseen")
                .containsEntry("dkim", "unknown unseen")
                .containsEntry("dmarc", "unknown unseen");
    }
}
