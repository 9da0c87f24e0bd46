package io.postern.overview;

import static io.postern.overview.OverviewFixture.entry;
import static io.postern.overview.OverviewFixture.todo;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Instance;
import io.postern.testing.SmallDisk;
import io.postern.testing.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A process with its database in a file, on a disk of its own. */
@EnabledIf("io.postern.testing.SmallDisk#canBeMounted")
class SystemRepairsIT {

    private static final String PASSWORD = "violet tractor under glass";
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    private Path folder;

    private SmallDisk disk;
    private Instance instance;
    private Visitor root;

    @BeforeEach
    void start() throws IOException {
        disk = SmallDisk.mount(folder, 128);
        instance = Instance.start(Map.of(
                        "spring.datasource.url", "jdbc:h2:file:" + folder.resolve("postern"),
                        "postern.public-url", "https://postern.example",
                        "postern.admin.username", "root",
                        "postern.admin.email", "root@postern.example",
                        "postern.admin.password", PASSWORD))
                .awaitReady();
        root = new Visitor(instance.port());
        assertThat(root.signIn("root", PASSWORD).status()).isEqualTo(303);
    }

    @AfterEach
    void end() {
        instance.close();
        disk.close();
    }

    @Test
    void aDiskThatIsNearlyFull() throws IOException {
        assertThat(todo(root)).doesNotContain("disk-nearly-full");
        long free = Files.getFileStore(folder).getUsableSpace();
        Path ballast = folder.resolve("ballast");
        Files.write(ballast, new byte[(int) (free - 10 * MEGABYTE)]);
        assertThat(entry(root, "disk-nearly-full").text()).contains("MB free", folder.toString());
        Files.delete(ballast);
        assertThat(todo(root)).doesNotContain("disk-nearly-full");
    }

    @Test
    void aKeyFileWithoutACopy() {
        assertThat(entry(root, "key-not-backed-up").attr("data-severity")).isEqualTo("advice");
        assertThat(entry(root, "key-not-backed-up").text())
                .contains(folder.resolve("postern.key").toString());
        root.submit("/overview", "/settings/system/key-backup", Map.of());
        assertThat(todo(root)).doesNotContain("key-not-backed-up");
        assertThat(root.get("/audit").body()).contains("Backup of the key file confirmed");
    }
}
