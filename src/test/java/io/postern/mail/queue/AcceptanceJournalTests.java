package io.postern.mail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AcceptanceJournalTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final List<Acceptance> database = new ArrayList<>();
    private AcceptanceJournal journal;

    AcceptanceJournalTests(@TempDir Path folder) {
        this.folder = folder;
        journal = QueueTable.journal(folder);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void whatIsAppendedIsHandedOverOnceAndInItsOrder() {
        append(1, 2);
        journal.handOver(database::addAll);
        append(3);
        journal.handOver(database::addAll);
        journal.handOver(database::addAll);
        assertThat(database).containsExactly(acceptance(1), acceptance(2), acceptance(3));
    }

    @Test
    void whatWasNotHandedOverOutlivesTheProcess() {
        append(1);
        journal.handOver(database::addAll);
        append(2, 3);
        restart();
        append(4);
        journal.handOver(database::addAll);
        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L);
        restart();
        journal.handOver(database::addAll);
        assertThat(numbers()).hasSize(4);
    }

    @Test
    void whatTheDatabaseDoesNotTakeStays() {
        append(1);
        assertThatThrownBy(() -> journal.handOver(taken -> {
                    throw new IllegalStateException("as the test wants it");
                }))
                .isInstanceOf(IllegalStateException.class);
        append(2);
        restart();
        append(3);
        journal.handOver(database::addAll);
        assertThat(numbers()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void whatIsAppendedDuringTheHandingOverIsHandedOverNext() {
        append(1);
        journal.handOver(taken -> {
            append(2);
            database.addAll(taken);
        });
        assertThat(numbers()).containsExactly(1L);
        restart();
        journal.handOver(database::addAll);
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    void neitherFileGrowsWhileMoreIsAppendedAllTheTime() throws IOException {
        append(0);
        for (int i = 1; i <= 100; i++) {
            long next = i;
            journal.handOver(taken -> append(next));
        }
        assertThat(size("accepted-1") + size("accepted-2")).isLessThan(2 * 300);
    }

    @Test
    void aLineThatWasCutOffIsLeftOutAndWritingGoesOnBehindTheOnesBefore() throws IOException {
        append(1, 2);
        Files.writeString(written(), "{\"delivery\":3,\"own", StandardOpenOption.APPEND);
        restart();
        append(4);
        restart();
        journal.handOver(database::addAll);
        assertThat(numbers()).containsExactly(1L, 2L, 4L);
    }

    @Test
    void whatIsNoLineEndsTheReading() throws IOException {
        append(1);
        Files.writeString(written(), "\0\0\0\0\n", StandardOpenOption.APPEND);
        restart();
        append(2);
        restart();
        journal.handOver(database::addAll);
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    void anAnswerOfSeveralLinesInAnyScriptIsOneLine() throws IOException {
        Acceptance strange =
                new Acceptance(7, new UUID(0, 7), Instant.EPOCH, "[::1]:25", "250-\"ok\"\r\n250 größer 📮");
        journal.append(strange);
        assertThat(Files.readAllLines(written(), StandardCharsets.UTF_8)).hasSize(1);
        restart();
        journal.handOver(database::addAll);
        assertThat(database).containsExactly(strange);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatCouldNotBeWrittenIsSaidAndIsNotThere() {
        try (AcceptanceJournalFile full = new AcceptanceJournalFile(Path.of("/dev/full"), JSON)) {
            assertThatThrownBy(() -> full.append(acceptance(1))).isInstanceOf(UncheckedIOException.class);
            assertThat(full.held()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aJournalThatCanNotBeReadLeavesNothingOpen() throws IOException {
        Path damaged = Files.createDirectory(folder.resolve("damaged"));
        Files.createDirectory(damaged.resolve("accepted-2"));
        assertThatThrownBy(() -> QueueTable.journal(damaged)).isInstanceOf(UncheckedIOException.class);
        Path tooLong = Files.createDirectory(folder.resolve("too-long"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(tooLong.resolve("accepted-1").toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertThatThrownBy(() -> QueueTable.journal(tooLong)).isInstanceOf(ArithmeticException.class);
        assertThat(openFiles())
                .contains(folder.resolve("accepted-1"))
                .noneMatch(file -> file.startsWith(damaged) || file.startsWith(tooLong));
    }

    private static List<Path> openFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                // That of this very listing is gone by then.
                if (Files.exists(descriptor)) {
                    files.add(Files.readSymbolicLink(descriptor));
                }
            }
        }
        return files;
    }

    @Test
    void theFilesAreTheirOwnersAlone() throws IOException {
        append(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written())))
                .isEqualTo("rw-------");
    }

    @Test
    void manyMayAppendAndHandOverAtOnce() {
        IntStream.range(0, 400).parallel().forEach(i -> {
            append(i);
            if (i % 10 == 0) {
                journal.handOver(database::addAll);
            }
        });
        journal.handOver(database::addAll);
        assertThat(numbers())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 400).boxed().toList());
    }

    private void append(long... numbers) {
        for (long number : numbers) {
            journal.append(acceptance(number));
        }
    }

    /** As after a death: what was handed over is known by the files alone. */
    private void restart() {
        journal.close();
        journal = QueueTable.journal(folder);
    }

    private static Acceptance acceptance(long number) {
        return new Acceptance(
                number, new UUID(0, number), Instant.parse("2030-05-01T12:00:00.123456789Z"), "192.0.2.1:25", "250 ok");
    }

    private List<Long> numbers() {
        return database.stream().map(Acceptance::delivery).toList();
    }

    private Path written() throws IOException {
        return folder.resolve(size("accepted-1") > 0 ? "accepted-1" : "accepted-2");
    }

    private long size(String name) throws IOException {
        return Files.size(folder.resolve(name));
    }
}
