package io.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.ApplicationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Each path has one room that owns it, and no other room writes it down. */
class PathOwnershipTests extends ApplicationTest {

    private static final Path SOURCES = Path.of("src/main/java/io/postern");

    /** The path at the beginning of a text. Comments and characters are matched too, so that no text is looked for in them. */
    private static final Pattern TEXT = Pattern.compile(
            "'(?:\\\\.|[^'\\\\])'|/\\*.*?\\*/|//[^\\n]*|\"(/[a-z][\\w./{}-]*)?(?:\\\\.|[^\"\\\\\\n])*\"",
            Pattern.DOTALL);

    private static final Pattern COMPARISON = Pattern.compile("startsWith\\(\"/[a-z]");

    @Autowired
    private List<RoomPaths> rooms;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping pages;

    @Test
    void noRoomNamesAPathOfAnother() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> foreign(room(SOURCES.relativize(file)), read(file))
                                    .map(path -> file + ": " + path)))
                    .isEmpty();
        }
    }

    @Test
    void aPathOfAnotherRoomIsNoticed() {
        String source = "/** Not \"/users\". */ to(\"/settings/mail\" + \"/audit.csv?x\"); // \"/login\"";
        assertThat(foreign("users", source)).containsExactly("/settings/mail", "/audit.csv");
        assertThat(foreign("mail", source)).containsExactly("/audit.csv");
    }

    @Test
    void everyPageIsOnAPathOfItsRoom() {
        assertThat(pages.getHandlerMethods().entrySet())
                .filteredOn(page -> page.getValue().getBeanType().getName().startsWith("io.postern."))
                .hasSizeGreaterThan(50)
                .allSatisfy(page -> assertThat(page.getKey().getPatternValues())
                        .filteredOn(path -> path.length() > 1)
                        .allSatisfy(path -> assertThat(owner(path))
                                .hasValue(room(page.getValue().getBeanType()))));
    }

    @Test
    void onlyTheRegistryComparesBeginningsOfPaths() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("web/PathRegistry.java"))
                            .filter(file -> COMPARISON.matcher(read(file)).find()))
                    .isEmpty();
        }
    }

    private Stream<String> foreign(String room, String source) {
        return TEXT.matcher(source)
                .results()
                .flatMap(found -> Stream.ofNullable(found.group(1)))
                .filter(text -> owner(text).filter(owner -> !owner.equals(room)).isPresent());
    }

    /** The room that has the most specific pattern. */
    private Optional<String> owner(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        return rooms.stream()
                .flatMap(room -> own(room).map(pattern -> Map.entry(pattern, room(room.getClass()))))
                .filter(own -> own.getKey().matches(asked))
                .min(Map.Entry.comparingByKey(PathPattern.SPECIFICITY_COMPARATOR))
                .map(Map.Entry::getValue);
    }

    private static Stream<PathPattern> own(RoomPaths room) {
        return Stream.concat(
                room.patterns.values().stream().flatMap(List::stream),
                room.sessionless.stream().map(PathPatternParser.defaultInstance::parse));
    }

    private static String room(Class<?> type) {
        return room(Path.of("io/postern").relativize(Path.of(type.getName().replace('.', '/'))));
    }

    private static String room(Path belowPostern) {
        return belowPostern.getName(0).toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
