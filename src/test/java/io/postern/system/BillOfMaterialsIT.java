package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the jar that the build made says of its own libraries. */
class BillOfMaterialsIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Spring Boot puts it into every jar; it is not part of the application. */
    private static final String JAR_MODE = "spring-boot-jarmode-tools-";

    /** It has no code, so Spring Boot leaves it out of the jar. */
    private static final String STARTER = "spring-boot-starter";

    @Test
    void namesTheLibrariesThatAreInTheJar() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(components(jar)
                            .map(component -> component.get("name").asString() + "-"
                                    + component.get("version").asString() + ".jar")
                            .filter(name -> !name.startsWith(STARTER)))
                    .containsExactlyInAnyOrderElementsOf(libraries(jar));
        }
    }

    @Test
    void saysUnderWhichLicenceEachIs() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(components(jar)
                            .filter(component -> component.path("licenses").isEmpty())
                            .map(component -> component.get("name").asString()))
                    .isEmpty();
        }
    }

    private static List<String> libraries(JarFile jar) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .map(name -> name.substring(LIBRARIES.length()))
                .filter(name -> !name.startsWith(JAR_MODE))
                .toList();
    }

    private static Stream<JsonNode> components(JarFile jar) throws IOException {
        ZipEntry bill = jar.getEntry("META-INF/sbom/application.cdx.json");
        boolean builtOnline = bill != null;
        assumeTrue(builtOnline || System.getenv("CI") != null, "Maven worked offline");
        try (InputStream in = jar.getInputStream(bill)) {
            return JsonMapper.shared().readTree(in).get("components").valueStream();
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("postern-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("./mvnw verify makes the jar that this looks at"));
        }
    }
}
