package io.postern.database.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.PosternApplication;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What whoever starts Postern reads when it gets no database. */
@ExtendWith(OutputCaptureExtension.class)
class NoDatabaseFailureAnalyzerTests {

    @TempDir
    private Path folder;

    @Test
    void explainsAFolderInUse(CapturedOutput log) throws Exception {
        Path file = folder.resolve("postern.mv.db");
        try (FileChannel other = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            start("jdbc:h2:file:" + folder.resolve("postern") + ";PASSWORD=hidden-in-the-url");
        }
        assertThat(log).contains("Another Postern runs in this folder", folder.toString());
        assertThat(log.getAll()).doesNotContain("\tat ", "hidden-in-the-url");
    }

    @Test
    void aDatabaseThatIsAwayIsSaidInASentence(CapturedOutput log) {
        start("jdbc:postgresql://127.0.0.1:1/postern?password=hidden-in-the-url");

        assertThat(log).contains("Connection to 127.0.0.1:1 refused", "Check spring.datasource.url");
        assertThat(log.getAll()).doesNotContain("\tat ", "hidden-in-the-url");
    }

    private static void start(String url) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(PosternApplication.class)
                        .run("--server.port=0", "--spring.datasource.url=" + url, "--spring.main.banner-mode=off"))
                .isInstanceOf(RuntimeException.class);
    }
}
