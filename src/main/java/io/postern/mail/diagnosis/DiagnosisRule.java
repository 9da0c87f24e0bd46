package io.postern.mail.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/**
 * A known failure and how it is recognised. The rules are in {@code mail-failures.yaml}, with what each field means.
 *
 * @param problem null where the stage and the code shall name it
 * @param at the stages in which it occurs; empty for all
 * @param when what must hold besides, or null
 * @param reply found in the refusal, or null
 * @param says what the refusal has to mean; empty where it does not matter. One of both is enough
 * @param thrown found in the names and messages of the exceptions, or null where these do not matter
 */
record DiagnosisRule(
        @Nullable SmtpProblem problem,
        Set<Stage> at,
        @Nullable FailureCondition when,
        @Nullable Pattern reply,
        List<Vocabulary.Line> says,
        @Nullable Pattern thrown) {

    private static final Vocabulary VOCABULARY;
    private static final List<DiagnosisRule> RULES;

    static {
        Table table = load();
        VOCABULARY = new Vocabulary(table.words(), table.meanings());
        RULES = table.rules().stream().map(Entry::rule).toList();
    }

    record Table(Map<String, List<String>> words, Map<String, List<String>> meanings, List<Entry> rules) {}

    record Entry(
            @Nullable SmtpProblem problem,
            @DefaultValue Set<Stage> at,
            @Nullable FailureCondition when,
            @DefaultValue List<String> reply,
            @DefaultValue List<String> says,
            @DefaultValue List<String> thrown) {

        DiagnosisRule rule() {
            return new DiagnosisRule(problem, at, when, pattern(reply), VOCABULARY.lines(says), pattern(thrown));
        }

        private static @Nullable Pattern pattern(List<String> alternatives) {
            return alternatives.isEmpty() ? null : Vocabulary.pattern(alternatives);
        }
    }

    static List<DiagnosisRule> all() {
        return RULES;
    }

    static Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /** The first rule that fits. */
    static Optional<DiagnosisRule> recognise(FailureContext context) {
        String refusal = context.refusal();
        Vocabulary.Saying saying = VOCABULARY.read(refusal);
        String exceptions = context.exceptions();
        return RULES.stream()
                .filter(rule -> (rule.at.isEmpty() || rule.at.contains(context.stage()))
                        && (rule.when == null || rule.when.holds(context))
                        && (rule.thrown == null
                                || rule.thrown.matcher(exceptions).find())
                        && (!rule.asksForWords() || rule.isMetBy(refusal, saying)))
                .findFirst();
    }

    /** Whether it matters what the server said. */
    boolean asksForWords() {
        return reply != null || !says.isEmpty();
    }

    private boolean isMetBy(String refusal, Vocabulary.Saying saying) {
        return (reply != null && reply.matcher(refusal).find()) || saying.means(says);
    }

    private static Table load() {
        try {
            var file =
                    new YamlPropertySourceLoader().load("mail-failures", new ClassPathResource("mail-failures.yaml"));
            return new Binder(ConfigurationPropertySources.from(file))
                    .bind("", Table.class)
                    .get();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
