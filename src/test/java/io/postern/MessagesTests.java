package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that is asked for exists in every language, and every text is asked for. */
class MessagesTests {

    private static final Path MAIN = Path.of("src/main");
    private static final Path BUNDLES = MAIN.resolve("resources/messages");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern QUOTED = Pattern.compile("'([a-z.-]+)'");
    private static final String ROOM_PLACE_MEANING = "[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*){2,}";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");
    private static final Pattern IN_TEMPLATE =
            Pattern.compile("#\\{([a-z][A-Za-z0-9_.-]*)|msg(?:WithParams|OrNull)?\\('([a-z][A-Za-z0-9_.-]*)'");
    private static final Pattern KEY_OF = Pattern.compile("messageKey\\([\"']([a-z.-]+)[\"']\\)");
    /** Its number alone: what a choice says differs by language. */
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\d+)");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        for (String room : rooms()) {
            assertThat(texts(room + "_de").stringPropertyNames())
                    .as(room)
                    .isEqualTo(texts(room).stringPropertyNames());
        }
    }

    @Test
    void bothLanguagesTakeTheSameParameters() {
        for (String room : rooms()) {
            Properties german = texts(room + "_de");
            texts(room).forEach((key, text) -> assertThat(parameters(german.getProperty(key.toString())))
                    .as(key.toString())
                    .isEqualTo(parameters(text.toString())));
        }
    }

    @Test
    void keysAreRoomPlaceMeaningInKebabCase() {
        assertThat(defined()).allMatch(key -> key.matches(ROOM_PLACE_MEANING));
    }

    @Test
    void everyTextIsWellFormedAndHasNoTypewriterApostrophe() {
        for (String room : rooms()) {
            for (Properties texts : List.of(texts(room), texts(room + "_de"))) {
                texts.forEach((key, text) -> {
                    assertThat(key.toString()).startsWith(room + ".");
                    assertThat(text.toString()).as(key.toString()).isNotBlank().doesNotContain("'");
                    assertThat(new MessageFormat(text.toString())).isNotNull();
                });
            }
        }
    }

    /** The filter of the audit page is as wide as its longest choice, and some screens are narrow. */
    @Test
    void whatTheTrailCallsAnEventIsShort() {
        for (String room : rooms()) {
            for (Properties texts : List.of(texts(room), texts(room + "_de"))) {
                texts.forEach((key, text) -> assertThat(text.toString())
                        .as(key.toString())
                        .matches(said -> !key.toString().startsWith(room + ".audit.") || said.length() <= 36));
            }
        }
    }

    @Test
    void germanCallsAPasswordByOneName() {
        assertThat(rooms()).allSatisfy(room -> assertThat(texts(room + "_de").values())
                .noneMatch(text -> text.toString().matches(".*Kennw[oö]rt.*")));
    }

    @Test
    void germanCallsAnEMailByOneName() {
        assertThat(rooms()).allSatisfy(room -> assertThat(texts(room + "_de"))
                .noneSatisfy((key, text) -> assertThat(text.toString())
                        .as(key.toString())
                        // The name of the component, as the interface for scripts has it, is no German.
                        .doesNotContain("Mail, Sign-in")
                        .containsPattern("(?<![-\\p{L}])Mails?(?![-\\p{L}])")));
    }

    @Test
    void everyKeyThatIsAskedForIsDefined() {
        Set<String> asked = new TreeSet<>();
        templates().forEach(template -> found(IN_TEMPLATE, template).stream()
                .filter(key -> !key.endsWith("."))
                .forEach(asked::add));
        // A literal ending in a dot or hyphen is the beginning of keys that are built.
        asked.addAll(literals().filter(this::looksLikeAKey).collect(Collectors.toSet()));
        asked.addAll(enumKeys());

        assertThat(asked).hasSizeGreaterThan(500).isSubsetOf(defined());
    }

    @Test
    void everyKeyThatIsDefinedIsAskedFor() throws IOException {
        Set<String> asked = new TreeSet<>(enumKeys());
        literals().forEach(asked::add);
        templates().forEach(template -> asked.addAll(found(WORD, template)));
        for (Path data : files(MAIN.resolve("resources"), ".yaml")) {
            asked.addAll(found(WORD, Files.readString(data)));
        }
        Stream<String> inTemplates = templates().flatMap(template -> found(QUOTED, template).stream());
        List<String> beginnings = Stream.concat(literals(), inTemplates)
                .filter(literal -> literal.matches("[a-z]+\\.([A-Za-z-]+[.-])+"))
                .toList();

        assertThat(defined())
                .allMatch(key -> asked.contains(key) || beginnings.stream().anyMatch(key::startsWith));
    }

    /** What begins with {@code [if} is no comment: Outlook acts on it. */
    @Test
    void noCommentIsSentToReaders() {
        assertThat(templates()).isNotEmpty().noneMatch(template -> template.matches("(?s).*<!--(?!/\\*|\\[if ).*"));
    }

    private boolean looksLikeAKey(String literal) {
        return !literal.endsWith("-")
                && rooms().stream()
                        .anyMatch(room -> literal.startsWith(room + ".")
                                && literal.substring(room.length()).matches("(\\.[A-Za-z0-9_-]+){2,}"));
    }

    /** What enums build: each of their methods that gives a key, for each of their constants. */
    private static Set<String> enumKeys() {
        Set<String> keys = new TreeSet<>();
        Set<String> ends = new TreeSet<>();
        templates().forEach(template -> ends.addAll(found(KEY_OF, template)));
        sources().forEach(source -> ends.addAll(found(KEY_OF, source)));
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.postern")) {
            Class<?> known = type.isEnum() ? type.reflect() : Object.class;
            // A constant with a body is an enum without constants.
            if (known.getEnumConstants() != null) {
                for (Object constant : known.getEnumConstants()) {
                    keys.addAll(EnumMessageKeys.of(known, constant, ends));
                }
            }
        }
        return keys;
    }

    private static Set<String> rooms() {
        return files(BUNDLES, "_de.properties").stream()
                .map(path -> BUNDLES.relativize(path)
                        .toString()
                        .replace("_de.properties", "")
                        .replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> defined() {
        Set<String> keys = new TreeSet<>();
        rooms().forEach(room -> keys.addAll(texts(room).stringPropertyNames()));
        return keys;
    }

    private static Set<String> parameters(String text) {
        return new TreeSet<>(found(PARAMETER, text));
    }

    private static Stream<String> literals() {
        return sources().flatMap(source -> found(LITERAL, source).stream());
    }

    private static Stream<String> sources() {
        return files(MAIN.resolve("java"), ".java").stream().map(MessagesTests::read);
    }

    private static Stream<String> templates() {
        return files(MAIN.resolve("resources/templates"), ".html").stream().map(MessagesTests::read);
    }

    /** The first group that matched, or all of it where the pattern has none. */
    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MessagesTests::firstGroup).toList();
    }

    private static String firstGroup(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        return match.group();
    }

    private static Properties texts(String bundle) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(bundle.replace('.', '/') + ".properties"))) {
            texts.load(reader);
            assertThat(texts).as(bundle).isNotEmpty();
            return texts;
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
            assertThat(found).as("files %s in %s", ending, folder).isNotEmpty();
            return found;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
