package io.postern.mail.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is encoded here is decoded by the mail library. */
class QuotedPrintableTests {

    private static final String LIKELY = "aaaaaaaaa   =.\t\r\n\n\r~ äß„€😀\u0000\u007F";

    @RepeatedTest(200)
    void anyTextComesBackAsItWas(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        int[] characters = LIKELY.codePoints().toArray();
        random.ints(random.nextInt(600), 0, characters.length).forEach(i -> text.appendCodePoint(characters[i]));

        String encoded = encoded(text.toString());

        assertThat(decoded(encoded)).isEqualTo(text.toString().replaceAll("\r\n|\r|\n", "\r\n"));
        assertThat(encoded.split("\r\n", -1))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(76).matches("[!-~ \t]*"))
                .noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"));
    }

    @ParameterizedTest
    @CsvSource({"75, 1", "76, 2", "150, 2", "151, 3"})
    void linesAreAsLongAsAllowed(int characters, int lines) {
        assertThat(encoded("x".repeat(characters)).split("=\r\n")).hasSize(lines);
    }

    private static String encoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        QuotedPrintable.encode(text, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String decoded(String encoded) throws MessagingException, IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(encoded.getBytes(StandardCharsets.US_ASCII));
        return new String(MimeUtility.decode(in, "quoted-printable").readAllBytes(), StandardCharsets.UTF_8);
    }
}
