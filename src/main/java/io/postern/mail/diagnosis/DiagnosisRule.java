package io.postern.mail.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/**
 * A known failure and how it is recognised. The rules are in {@code mail-failures.yaml}.
 *
 * @param at the stages in which it occurs; empty for all
 * @param when what must hold besides, or null
 * @param reply found in the refusal, or null where the refusal does not matter
 * @param thrown found in the names and messages of the exceptions, or null where these do not matter
 */
record DiagnosisRule(
        SmtpProblem problem,
        Set<Stage> at,
        @Nullable FailureCondition when,
        @Nullable Pattern reply,
        @Nullable Pattern thrown) {

    /** What stands for words, and no more than that: no reply has such a thing in lower case and a rule that names it. */
    private static final Pattern WORD = Pattern.compile("<[a-z]+(?:-[a-z]+)*>");

    private static final List<DiagnosisRule> RULES = load();

    /** The file: its rules, and the words that stand for a part of an expression. */
    record Table(Map<String, List<String>> words, List<Entry> rules) {}

    record Entry(
            SmtpProblem problem,
            @DefaultValue Set<Stage> at,
            @Nullable FailureCondition when,
            @DefaultValue List<String> reply,
            @DefaultValue List<String> thrown) {}

    static List<DiagnosisRule> all() {
        return RULES;
    }

    /** The first rule that fits. */
    static Optional<DiagnosisRule> recognise(FailureContext context) {
        String refusal = context.refusal();
        String exceptions = context.exceptions();
        return RULES.stream()
                .filter(rule -> (rule.at.isEmpty() || rule.at.contains(context.stage()))
                        && (rule.when == null || rule.when.holds(context))
                        && (rule.reply == null || rule.reply.matcher(refusal).find())
                        && (rule.thrown == null
                                || rule.thrown.matcher(exceptions).find()))
                .findFirst();
    }

    private static List<DiagnosisRule> load() {
        try {
            var file =
                    new YamlPropertySourceLoader().load("mail-failures", new ClassPathResource("mail-failures.yaml"));
            Table table = new Binder(ConfigurationPropertySources.from(file))
                    .bind("", Table.class)
                    .get();
            return table.rules().stream()
                    .map(entry -> new DiagnosisRule(
                            entry.problem(),
                            entry.at(),
                            entry.when(),
                            pattern(entry.reply(), table.words()),
                            pattern(entry.thrown(), table.words())))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static @Nullable Pattern pattern(List<String> alternatives, Map<String, List<String>> words) {
        if (alternatives.isEmpty()) {
            return null;
        }
        String regex = String.join("|", alternatives);
        for (Map.Entry<String, List<String>> word : words.entrySet()) {
            regex = regex.replace("<" + word.getKey() + ">", "(?:" + String.join("|", word.getValue()) + ")");
        }
        Matcher unknown = WORD.matcher(regex);
        if (unknown.find()) {
            throw new IllegalStateException("mail-failures.yaml has no words for " + unknown.group());
        }
        return Pattern.compile(regex);
    }
}
