package io.postern.mail.diagnosis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that rules are made of. A word is looked for once in each sentence, however many rules name it: the work grows with the
 * length of the reply, and not with what a server repeats in it.
 */
final class Vocabulary {

    private static final Pattern CODES = Pattern.compile("^\\d{3} (?:\\d\\.\\d{1,3}\\.\\d{1,3} )?");
    private static final Pattern SENTENCE_END = Pattern.compile("[;。！]|[.!?](?: |$)");

    private final Map<String, Pattern> words;
    private final Map<String, List<Line>> meanings;

    /** @param absent what stands in no sentence */
    record Line(List<String> present, List<String> absent) {}

    /**
     * Takes the vocabulary of the file.
     *
     * @param words for each name, regular expressions one of which has to be found
     * @param meanings for each name, lines one of which has to hold
     */
    Vocabulary(Map<String, List<String>> words, Map<String, List<String>> meanings) {
        this.words = words.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, word -> pattern(word.getValue())));
        this.meanings = new HashMap<>();
        // A meaning is made of those above it, so that none needs itself.
        meanings.forEach((name, lines) -> this.meanings.put(name, lines(lines)));
    }

    static Pattern pattern(List<String> alternatives) {
        // Since Java 19 a \b is one of ASCII. Before, it was none between a Chinese character and a Latin letter.
        return Pattern.compile(String.join("|", alternatives).replace("\\b", "(?:(?<!\\w)(?=\\w)|(?<=\\w)(?!\\w))"));
    }

    Stream<Pattern> patterns() {
        return words.values().stream();
    }

    /** @throws IllegalStateException if a line names what is no word */
    List<Line> lines(List<String> lines) {
        return lines.stream().map(this::line).toList();
    }

    private Line line(String line) {
        List<String> names = List.of(line.split(" "));
        return new Line(
                names.stream()
                        .filter(name -> !name.startsWith("!"))
                        .map(this::known)
                        .toList(),
                names.stream()
                        .filter(name -> name.startsWith("!"))
                        .map(name -> known(name.substring(1)))
                        .toList());
    }

    private String known(String name) {
        if (!words.containsKey(name) && !meanings.containsKey(name)) {
            throw new IllegalStateException("mail-failures.yaml has no words for " + name);
        }
        return name;
    }

    /** @param refusal see {@link SmtpReply#normalised()} */
    Saying read(String refusal) {
        Matcher codes = CODES.matcher(refusal);
        String before = codes.find() ? codes.group() : "";
        return new Saying(SENTENCE_END
                .splitAsStream(refusal.substring(before.length()))
                .map(sentence -> new Sentence(before + sentence.strip(), new HashMap<>()))
                .toList());
    }

    /** A reply, as far as it was needed. Used by one thread. */
    final class Saying {

        private final List<Sentence> sentences;

        private Saying(List<Sentence> sentences) {
            this.sentences = sentences;
        }

        boolean means(List<Line> lines) {
            return lines.stream().anyMatch(line -> sentences.stream().anyMatch(sentence -> holds(line, sentence)));
        }

        private boolean holds(Line line, Sentence sentence) {
            return line.present().stream().allMatch(name -> has(sentence, name))
                    && line.absent().stream()
                            .noneMatch(name -> sentences.stream().anyMatch(each -> has(each, name)));
        }

        private boolean has(Sentence sentence, String name) {
            Boolean known = sentence.found().get(name);
            if (known == null) {
                Pattern word = words.get(name);
                known = word == null
                        ? meanings.getOrDefault(name, List.of()).stream().anyMatch(line -> holds(line, sentence))
                        : word.matcher(sentence.text()).find();
                sentence.found().put(name, known);
            }
            return known;
        }
    }

    /** @param found what was looked for in it already */
    private record Sentence(String text, Map<String, Boolean> found) {}
}
