package io.postern.mail.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.crypto.RandomToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTests {

    private static final String TOKEN = RandomToken.create();

    private final Redaction redaction = new Redaction();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "554 5.7.1 blacklisted URL (https://postern.example/reset-password?token=%s)",
                "554 spam: reset-password?token=3D%s",
                "554 <https%%3A%%2F%%2Fpostern.example%%2Freset-password%%3Ftoken%%3D%s>",
                "554 \"%s\" looks like malware",
                "554-5.7.1 TOKEN=%s.\r\n554 see above"
            })
    void hidesTheTokenOfALinkThatAServerQuotes(String reply) {
        assertThat(redaction.redacted(String.format(reply, TOKEN)))
                .contains("554", "***")
                .doesNotContain(TOKEN, TOKEN.substring(4, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pässwörd+7",
                "p%C3%A4ssw%C3%B6rd%2B7",
                "cMOkc3N3w7ZyZCs3",
                "cMOkc3N3w7ZyZCs3==",
                "70c3a4737377c3b672642b37",
                "70C3A4737377C3B672642B37",
                "p\u00c3\u00a4ssw\u00c3\u00b6rd+7"
            })
    void hidesASecretHoweverItIsWritten(String written) {
        redaction.hide("pässwörd+7");

        assertThat(redaction.redacted("535 no: " + written + " is wrong")).matches("535 no: \\*{3}=* is wrong");
    }

    @Test
    void hidesAWholeSecretThatHoldsAnother() {
        redaction.hide("geheim-1234");
        redaction.hide("user geheim-1234 more");

        assertThat(redaction.redacted("535 user geheim-1234 more, geheim-1234")).isEqualTo("535 ***, ***");
    }

    @Test
    void hidesWhatIsLeftOfATokenThatWasCut() {
        assertThat(redaction.redacted("554 URL /reset-password?token=" + TOKEN.substring(0, 30)))
                .endsWith("token=***");
    }

    @Test
    void leavesTheNumbersOfServers() {
        String reply = "250 2.0.0 OK 1764495021 a640c23a62f3a-ab67626f1b5sm9876543a12.34 - gsmtp <id@host>";
        assertThat(redaction.redacted(reply)).isEqualTo(reply);
    }
}
