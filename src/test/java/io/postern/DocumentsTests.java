package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Whether README and documents say of the code what is so. */
class DocumentsTests {

    private static final Path README = Path.of("README.md");
    private static final Path FOLDER = Path.of("src/docs");
    private static final Path CONFIGURATION = FOLDER.resolve("configuration.md");
    private static final Path MAP = FOLDER.resolve("architecture.md");
    private static final Pattern LINK = Pattern.compile("!?\\[[^]\\n]+]\\(([^)\\s]+)\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*`) \\| (.*?) ?\\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PACKAGE = Pattern.compile("^(│  )?[├└│] ([a-z]+) ");
    private static final Pattern NESTED = Pattern.compile("Nested: ([a-z]+(, [a-z]+)*)");

    @Test
    void everySettingIsListedWithItsDefault() {
        Map<String, String> listed = settingsIn(CONFIGURATION);
        Map<String, String> settings = settings();

        assertThat(settings).hasSizeGreaterThan(40);
        assertThat(listed.keySet().stream().filter(name -> name.startsWith("postern.")))
                .containsExactlyInAnyOrderElementsOf(settings.keySet());
        settings.forEach((name, initial) -> {
            if (!initial.isEmpty()) {
                assertThat(listed.get(name)).as(name).contains('`' + initial + '`');
            }
        });
    }

    @Test
    void theReadmeSaysTheSameOfSettings() {
        assertThat(settingsIn(README)).hasSizeGreaterThan(5);
        assertThat(rows(CONFIGURATION)).containsAll(rows(README));
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path document : documents()) {
            List<String> links =
                    found(LINK, document).map(link -> link.group(1)).toList();
            for (String link : links) {
                if (link.startsWith("https://")) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
                assertThat(target).as(document + ": " + link).exists();
                if (parts.length > 1) {
                    assertThat(anchors(target)).as(document.toString()).contains(parts[1]);
                }
            }
        }
        assertThat(found(LINK, README)).hasSizeGreaterThan(10);
    }

    @Test
    void theReadmeLeadsToEveryDocumentAndPicture() throws IOException {
        String readme = read(README);
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> FOLDER.getFileName().resolveSibling(file.getFileName())))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(readme).contains("(src/docs/" + file));
        }
    }

    @Test
    void picturesAreSmall() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".png")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(150_000));
        }
    }

    @Test
    void theMapNamesEveryPackage() throws IOException {
        Set<String> mapped = new TreeSet<>();
        String room = "";
        for (String line :
                read(MAP).split("```\nio.postern", 2)[1].split("```", 2)[0].split("\n")) {
            Matcher named = PACKAGE.matcher(line);
            if (named.find()) {
                room = named.group(1) == null ? named.group(2) : room;
                mapped.add(named.group(1) == null ? room : room + "/" + named.group(2));
            }
            Matcher nested = NESTED.matcher(line);
            if (nested.find()) {
                for (String each : nested.group(1).split(", ")) {
                    mapped.add(room + "/" + each);
                }
            }
        }
        Path sources = Path.of("src/main/java/io/postern");
        Set<String> rooms = new TreeSet<>();
        try (Stream<Path> folders = Files.walk(sources)) {
            folders.filter(Files::isDirectory)
                    .map(folder -> sources.relativize(folder).toString().replace('\\', '/'))
                    .filter(name -> !name.isEmpty())
                    .forEach(rooms::add);
        }
        assertThat(mapped).isEqualTo(rooms);
    }

    @Test
    void commandsAndCountsOfTheReadmeAreTrue() {
        String readme = read(README);
        String pom = read(Path.of("pom.xml"));
        Matcher version = Pattern.compile("<artifactId>postern</artifactId>\\s*<version>([^<]+)<")
                .matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(Pattern.compile("target/[\\w.-]+\\.jar")
                        .matcher(readme)
                        .results()
                        .map(MatchResult::group))
                .isNotEmpty()
                .containsOnly("target/postern-" + version.group(1) + ".jar");
        long presets = read(Path.of("src/main/resources/mail-providers.yaml"))
                .lines()
                .filter(line -> line.startsWith("  - id: "))
                .count();
        assertThat(readme).contains(presets + " presets");
    }

    /** The names in a table of settings, with what it says of their defaults. */
    private static Map<String, String> settingsIn(Path document) {
        Map<String, String> settings = new LinkedHashMap<>();
        found(ROW, document).forEach(row -> {
            String[] first = {""};
            CODE.matcher(row.group(1)).results().forEach(name -> {
                // ".email" after "postern.admin.username" is "postern.admin.email".
                String full = name.group(1).startsWith(".")
                        ? first[0].substring(0, first[0].lastIndexOf('.')) + name.group(1)
                        : name.group(1);
                first[0] = first[0].isEmpty() ? full : first[0];
                settings.put(full, row.group(2));
            });
        });
        return settings;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return Stream.concat(Stream.of(README), files.filter(file -> file.toString()
                            .endsWith(".md")))
                    .toList();
        }
    }

    private static Stream<MatchResult> found(Pattern pattern, Path document) {
        return pattern.matcher(read(document)).results();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The headings as Git servers name them. */
    private static List<String> anchors(Path document) {
        return read(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static List<String> rows(Path document) {
        return found(ROW, document).map(MatchResult::group).toList();
    }

    /** The settings that the code reads, with their defaults; blank where a default is not one value. */
    private static Map<String, String> settings() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> settings = new LinkedHashMap<>();
        scanner.findCandidateComponents("io.postern").forEach(found -> {
            Class<?> type = load(found.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).prefix();
            if (prefix.isEmpty()) {
                prefix = type.getAnnotation(ConfigurationProperties.class).value();
            }
            for (RecordComponent each : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
                String name = each.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                if (prefix.startsWith("postern")) {
                    settings.put(prefix + "." + name, initial(type, each.getName()));
                }
            }
        });
        return settings;
    }

    private static String initial(Class<?> type, String component) {
        return Arrays.stream(type.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .filter(parameter -> parameter.getName().equals(component))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class))
                .filter(given -> given != null && given.value().length == 1)
                .map(given -> given.value()[0])
                .findFirst()
                .orElse("");
    }
}
