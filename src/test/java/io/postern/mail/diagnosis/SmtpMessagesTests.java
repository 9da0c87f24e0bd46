package io.postern.mail.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.smtp.StageListener;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMessagesTests {

    @ParameterizedTest
    @ValueSource(strings = {"mail/diagnosis.properties", "mail/diagnosis_de.properties"})
    void everythingThatCanBeToldHasItsText(String bundle) throws IOException {
        Set<String> keys = new TreeSet<>(Set.of("mail.diagnosis.password-hides-characters"));
        for (SmtpProblem problem : SmtpProblem.values()) {
            keys.add(problem.causeKey());
            keys.add(problem.adviceKey());
        }
        Stream.of(Stage.values()).map(Stage::messageKey).forEach(keys::add);
        Stream.of(StageListener.State.values())
                .map(StageListener.State::messageKey)
                .forEach(keys::add);
        Stream.of(RetryClass.values()).map(RetryClass::messageKey).forEach(keys::add);
        Stream.of(QuickFix.values()).map(QuickFix::messageKey).forEach(keys::add);

        Properties texts = texts(bundle);

        assertThat(texts.stringPropertyNames())
                .containsAll(keys)
                .allMatch(key -> keys.contains(key) || key.startsWith("mail.diagnosis.finding."));
        assertThat(texts.values())
                .noneMatch(text -> text.toString().isBlank() || text.toString().contains("'"));
    }

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(texts("mail/diagnosis_de.properties").stringPropertyNames())
                .isEqualTo(texts("mail/diagnosis.properties").stringPropertyNames());
    }

    /** A test shows the same texts as a delivery, and nobody tries it again. */
    @ParameterizedTest
    @CsvSource({"mail/diagnosis.properties, It is tried again", "mail/diagnosis_de.properties, Es wird erneut versucht"
    })
    void noAdvicePromisesATestAnotherTry(String bundle, String promise) throws IOException {
        assertThat(texts(bundle).values()).isNotEmpty().noneMatch(text -> text.toString()
                .contains(promise));
    }

    @ParameterizedTest
    @CsvSource({"mail/diagnosis.properties, begins with 4", "mail/diagnosis_de.properties, mit 4"})
    void doesNotBlameSettingsForTemporaryRefusals(String bundle, String forNow) throws IOException {
        Properties texts = texts(bundle);
        assertThat(Stream.of(
                        SmtpProblem.GREETING_REFUSED,
                        SmtpProblem.CLIENT_BLOCKED,
                        SmtpProblem.STARTTLS_NOT_OFFERED,
                        SmtpProblem.SENDER_REFUSED))
                .allSatisfy(problem ->
                        assertThat(texts.getProperty(problem.adviceKey())).contains(forNow));
    }

    @Test
    void usesCodesThatFitUrlsAndMetrics() {
        assertThat(Arrays.stream(SmtpProblem.values()).map(SmtpProblem::code))
                .allMatch(code -> code.matches("[a-z0-9]+(-[a-z0-9]+)*") && code.equals(code.toLowerCase(Locale.ROOT)));
    }

    private static Properties texts(String bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                SmtpProblem.class.getResourceAsStream("/messages/" + bundle), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
