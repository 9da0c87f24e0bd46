package io.postern.mail.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.mail.account.Credentials;
import io.postern.mail.smtp.StageListener;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
        Set<String> keys = new TreeSet<>(Set.of(
                "mail.diagnosis.password-hides-characters",
                "mail.diagnosis.certificate-out-of-date",
                RetryClass.CONFIGURATION.messageKey() + "-after-recipient",
                "mail.diagnosis.quick-fix.trust-server"));
        for (SmtpProblem problem : SmtpProblem.values()) {
            keys.add(problem.causeKey());
            keys.addAll(adviceKeys(problem));
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

    /** The program knows the digit that came, how the account signs in and that it does. */
    @ParameterizedTest
    @CsvSource({
        "mail/diagnosis.properties, 'begins with 4|not now', 'eliveries are retried', '(?i)sign in with|authenticate'",
        "mail/diagnosis_de.properties, 'mit 4|jetzt nicht', 'Zustellungen werden', '(?i)melden sie sich mit'"
    })
    void adviceSpeaksOfWhatIsTheCase(String bundle, String digits, String again, String signIn) throws IOException {
        Properties texts = texts(bundle);
        assertThat(texts.values()).noneMatch(text -> text.toString().matches(".*(" + digits + ").*"));
        for (SmtpProblem problem : SmtpProblem.values()) {
            String passing = problem.adviceKey("450 4.0.0 later", Credentials.None.class);
            if (passing.endsWith("-for-now")) {
                assertThat(texts.getProperty(passing)).contains(again);
                assertThat(texts.getProperty(problem.adviceKey("550", Credentials.None.class)))
                        .doesNotContain(again);
            }
            String signedIn = problem.adviceKey("550", Credentials.Password.class);
            if (signedIn.endsWith("-signed-in")) {
                assertThat(texts.getProperty(signedIn)).doesNotContainPattern(signIn);
            }
        }
    }

    @Test
    void adviceForOAuthAsksForNoPassword() throws IOException {
        Properties texts = texts("mail/diagnosis.properties");
        assertThat(Stream.of(SmtpProblem.values())
                        .filter(problem -> problem.name().contains("OAUTH")
                                || problem.adviceKey(null, Credentials.OAuth2.class)
                                        .endsWith("-oauth")))
                .hasSize(14)
                .allSatisfy(problem -> assertThat(texts.getProperty(problem.adviceKey(null, Credentials.OAuth2.class)))
                        .doesNotContainIgnoringCase("password"));
    }

    private static Set<String> adviceKeys(SmtpProblem problem) {
        Set<String> keys = new TreeSet<>();
        for (String reply : List.of("451 later", "550 no")) {
            for (Class<? extends Credentials> signIn : List.<Class<? extends Credentials>>of(
                    Credentials.None.class, Credentials.Password.class, Credentials.OAuth2.class)) {
                keys.add(problem.adviceKey(reply, signIn));
            }
        }
        return keys;
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
