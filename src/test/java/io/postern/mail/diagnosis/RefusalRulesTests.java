package io.postern.mail.diagnosis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.outbound.Deadline;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies in the words of many servers, and in ten languages. Texts come before digits that several causes share. */
class RefusalRulesTests {

    @ParameterizedTest
    @MethodSource("io.postern.mail.diagnosis.KnownReply#all")
    void aReplyIsUnderstoodHoweverItIsWritten(KnownReply known) {
        known.written().forEach(reply -> {
            Failure failure = SmtpDiagnosis.of(known.context(reply), Deadline.End.NONE, null);
            assertThat(failure.problem().code()).as(reply).isEqualTo(known.problem());
            assertThat(failure.retry()).as(reply).isEqualTo(known.retry());
        });
    }

    @Test
    void noRuleIsMetByItsOwnExampleAlone() {
        Map<DiagnosisRule, Set<List<String>>> met = KnownReply.all()
                .filter(known ->
                        DiagnosisRule.recognise(known.context(known.text())).isPresent())
                .collect(groupingBy(
                        known -> DiagnosisRule.recognise(known.context(known.text()))
                                .orElseThrow(),
                        mapping(KnownReply::words, toSet())));

        assertThat(DiagnosisRule.all())
                .filteredOn(DiagnosisRule::asksForWords)
                .hasSizeGreaterThan(40)
                .allSatisfy(rule -> assertThat(met.getOrDefault(rule, Set.of())).hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void aMisspeltWordIsNoText() {
        Vocabulary vocabulary = new Vocabulary(Map.of("sender", List.of("from")), Map.of());

        assertThat(vocabulary.lines(List.of("sender"))).hasSize(1);
        for (String line : List.of("sendr", "sender sendr", "sender !sendr")) {
            assertThatThrownBy(() -> vocabulary.lines(List.of(line)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sendr");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sender is fine; no such user, true",
        "No such user. The sender is fine, true",
        "The sender is no such user, false",
        "See 10.2 no such user, true"
    })
    void wordsCountInOneSentenceAndOthersInNone(String refusal, boolean aboutUser) {
        Vocabulary vocabulary = new Vocabulary(
                Map.of("user", List.of("user"), "unknown", List.of("no such"), "sender", List.of("sender")),
                Map.of("nobody", List.of("user unknown")));
        Vocabulary.Saying saying = vocabulary.read("550 5.1.1 " + refusal.toLowerCase(Locale.ROOT));

        assertThat(saying.means(vocabulary.lines(List.of("sender unknown")))).isNotEqualTo(aboutUser);
        assertThat(saying.means(vocabulary.lines(List.of("user unknown")))).isTrue();
        assertThat(saying.means(vocabulary.lines(List.of("nobody !sender")))).isEqualTo(!refusal.contains("ender"));
    }

    /** A server may repeat what it likes. No expression may look at each character once more for each other one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "not sender ",
                "sender ",
                "from: <",
                "account blocked ",
                "limit exceeded ",
                "10 ",
                "in a ",
                "more a ",
                "rate ",
                "restricted ",
                "helo ",
                "host ",
                "552 ",
                "535 ",
                "your domain ",
                "message to a ",
                "relay ",
                "x"
            })
    void theWorkGrowsWithTheLengthAlone(String repeated) {
        Stream<Pattern> patterns = Stream.concat(
                DiagnosisRule.vocabulary().patterns(),
                DiagnosisRule.all().stream().map(DiagnosisRule::reply).filter(Objects::nonNull));

        assertThat(patterns).hasSizeGreaterThan(80).allSatisfy(pattern -> assertThat(reads(pattern, repeated, 4000))
                .isLessThan(5 * reads(pattern, repeated, 1000)));
    }

    /** How often a search reads a character. */
    private static long reads(Pattern pattern, String repeated, int length) {
        CountedText text = new CountedText("550 5.7.1 " + repeated.repeat(length / repeated.length()));
        pattern.matcher(text).find();
        return text.reads;
    }

    private static final class CountedText implements CharSequence {

        private final String text;
        private long reads;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
