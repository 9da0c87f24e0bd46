package io.postern.mail.diagnosis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.mail.diagnosis.SendOutcome.Failure;
import io.postern.outbound.Deadline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                .filteredOn(rule -> rule.reply() != null)
                .hasSizeGreaterThan(40)
                .allSatisfy(rule -> assertThat(met.getOrDefault(rule, Set.of())).hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void aMisspeltWordIsNoText() {
        Map<String, List<String>> words = Map.of("sender", List.of("from"));

        assertThat(DiagnosisRule.pattern(List.of("<sender> no"), words)).isNotNull();
        assertThatThrownBy(() -> DiagnosisRule.pattern(List.of("x|<sendr> no"), words))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("<sendr>");
    }
}
