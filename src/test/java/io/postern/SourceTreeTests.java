package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/** The rooms of the source tree: how large they may become, and that their dependencies lead one way. */
class SourceTreeTests {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int MOST_FILES = 25;
    private static final int MOST_LINES = 250;

    /** Public since a framework asks for it: H2 makes it by reflection, templates call it in compiled expressions. */
    private static final Set<String> PUBLIC_FOR_FRAMEWORKS = Set.of("HaltingFileSystem", "Shell");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?(io\\.postern[\\w.]+?\\.[A-Z]\\w*)");

    /** What only a slow test may use. */
    private static final Pattern SLOW = Pattern.compile("\\bOnPostgresql|Databases\\.(Kind kind|postgresql|encodedAs)"
            + "|PgBouncer|SmallDisk|Instance\\.start|new ProcessBuilder|BrowserTest|new Browser\\(");

    private static final Pattern TEST_NAME = Pattern.compile("(?m)^    void (\\w+)\\(");

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("io.postern");
    private static final JavaClasses POSTERN =
            ALL.that(DescribedPredicate.describe("of the program", SourceTreeTests::isProgram));

    @Test
    void noRoomIsPartOfACycle() {
        SlicesRuleDefinition.slices()
                .matching("io.postern.(*)..")
                .should()
                .beFreeOfCycles()
                .check(POSTERN);
    }

    @Test
    void noPackageIsPartOfACycle() {
        SlicesRuleDefinition.slices()
                .matching("io.postern.(**)")
                .should()
                .beFreeOfCycles()
                .check(POSTERN);
    }

    @Test
    void noFaceUsesWhatIsNestedInIt() {
        assertThat(POSTERN.stream()
                        .filter(type -> !type.getPackageName().equals("io.postern"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(use ->
                                packageOf(use.getTargetClass()).startsWith(packageOf(use.getOriginClass()) + "."))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void quickTestsNeedNoProcessBrowserOrPostgresql() {
        assertThat(sources(TEST).filter(file -> file.toString().endsWith("Tests.java")))
                .hasSizeGreaterThan(100)
                .filteredOn(file -> !file.endsWith("SourceTreeTests.java"))
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(SLOW));
    }

    @Test
    void namesOfTestsHaveAtMostTenWords() {
        assertThat(sources(TEST).flatMap(file -> TEST_NAME.matcher(read(file)).results()))
                .hasSizeGreaterThan(1000)
                .extracting(name -> name.group(1))
                .noneMatch(name -> name.matches("case\\d.*"))
                .allSatisfy(name -> assertThat(name.split("(?=[A-Z])")).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void noPackageHasTooManyFiles() {
        Map<Path, Long> files = sources(MAIN).collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(files).hasSizeGreaterThan(30);
        assertThat(files).allSatisfy((folder, count) -> assertThat(count).isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void noFileIsTooLong() {
        assertThat(Stream.concat(sources(MAIN), sources(TEST)))
                .hasSizeGreaterThan(800)
                .allSatisfy(file -> assertThat(read(file).lines()).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(sources(MAIN).map(Path::getParent).distinct())
                .filteredOn(folder -> !folder.equals(MAIN.resolve("io/postern")))
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(read(folder.resolve("package-info.java")))
                        .contains("/**", "@NullMarked", "@ApplicationModule"));
    }

    @Test
    void whatAModuleMayUseIsWhatItUses() {
        Map<String, Set<String>> named = new TreeMap<>();
        Map<String, Set<String>> used = new TreeMap<>();
        // The class files do not name the constants that they hold.
        sources(MAIN).forEach(file -> IMPORT.matcher(read(file))
                .results()
                .map(found -> found.group(1))
                .map(type -> type.substring("io.postern.".length(), type.lastIndexOf('.')))
                .filter(target -> !target.equals(module(file)))
                .forEach(target -> used.computeIfAbsent(module(file), none -> new TreeSet<>())
                        .add(target)));
        for (JavaClass type : POSTERN) {
            if (type.isAnnotatedWith(ApplicationModule.class)) {
                String[] allowed =
                        type.getAnnotationOfType(ApplicationModule.class).allowedDependencies();
                named.put(module(type), new TreeSet<>(Arrays.asList(allowed)));
            }
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> packageOf(target).startsWith("io.postern."))
                    .map(SourceTreeTests::module)
                    .filter(target -> !target.equals(module(type)))
                    .forEach(target -> used.computeIfAbsent(module(type), none -> new TreeSet<>())
                            .add(target));
        }
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(named)
                .allSatisfy((module, allowed) ->
                        assertThat(allowed).as(module).isEqualTo(used.getOrDefault(module, Set.of())));
    }

    @Test
    void nothingIsPublicThatOnlyItsPackageUses() {
        Set<String> imported = Stream.concat(sources(MAIN), sources(TEST))
                .flatMap(file -> IMPORT.matcher(read(file)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(POSTERN.stream()
                        .filter(type -> type.isTopLevelClass()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && !type.getSimpleName().equals("PosternApplication")
                                && !PUBLIC_FOR_FRAMEWORKS.contains(type.getSimpleName()))
                        .filter(type -> !imported.contains(type.getName()) && !isUsedElsewhere(type))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** By itself or one of its nested types. */
    private static boolean isUsedElsewhere(JavaClass type) {
        return ALL.stream()
                .filter(part ->
                        part.getName().equals(type.getName()) || part.getName().startsWith(type.getName() + "$"))
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .anyMatch(use -> !packageOf(use.getOriginClass()).equals(type.getPackageName()));
    }

    private static boolean isProgram(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().getPath())
                .filter(Objects::nonNull)
                .map(path -> !path.contains("/test-classes/"))
                .orElse(false);
    }

    private static String packageOf(JavaClass type) {
        return type.getBaseComponentType().getPackageName();
    }

    private static String module(JavaClass type) {
        String name = packageOf(type);
        return name.equals("io.postern") ? "" : name.substring("io.postern.".length());
    }

    private static String module(Path source) {
        Path folder = MAIN.resolve("io/postern").relativize(source.getParent());
        return folder.toString().replace('/', '.');
    }

    private static Stream<Path> sources(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
