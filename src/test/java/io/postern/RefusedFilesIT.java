package io.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.Instance;
import io.postern.testing.OpenRequest;
import io.postern.testing.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are sent to the running program, where they are wanted and where they are not. */
class RefusedFilesIT {

    private static final String PASSWORD = "violet tractor under glass";
    private static final int MEGABYTES = 5;
    private static final String BOUNDARY = "boundary-of-parts";
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=" + BOUNDARY;
    private static final String FILE = "--" + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"users.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n";

    @TempDir
    private static Path folder;

    private static Instance instance;
    private final List<OpenRequest> requests = new ArrayList<>();

    @BeforeAll
    static void start() {
        instance = Instance.start(
                        List.of("-Djava.io.tmpdir=" + folder),
                        Map.of(
                                "spring.datasource.url", "jdbc:h2:mem:postern;DB_CLOSE_DELAY=-1",
                                "postern.secret-key", "0123456789abcdef".repeat(4),
                                "postern.public-url", "https://postern.example",
                                "postern.admin.username", "root",
                                "postern.admin.email", "root@postern.example",
                                "postern.admin.password", PASSWORD))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    @AfterEach
    void hangUp() {
        requests.forEach(OpenRequest::close);
    }

    @Tag("case-153")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /login",
                "POST /forgot-password",
                "POST /users/import",
                "POST /api/alerts",
                "POST /nowhere",
                "PUT /users/import",
                "GET /login",
                "POST /users/%69mport"
            })
    void aFileFromNobodyIsRefusedAndStoredNowhere(String line) {
        byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        int length = FILE.length() + (MEGABYTES - 1) * megabyte.length + 1;
        open(40 / 8, number -> {
            OpenRequest upload = OpenRequest.begin(
                            instance.port(), line + " HTTP/1.1", MULTIPART, "Content-Length: " + length)
                    .send(FILE);
            IntStream.range(1, MEGABYTES).forEach(each -> upload.send(megabyte));
            return upload;
        });
        await().during(Duration.ofMillis(300)).until(() -> storedBytes() == 0);

        for (OpenRequest upload : requests) {
            assertThat(upload.send("x").status()).isEqualTo(line.endsWith("T /users/import") ? 303 : 415);
        }
        assertThat(storedBytes()).isZero();
    }

    @Test
    void readsAnAdministratorsFileWhereOneIsWanted() {
        Visitor root = visitor();
        root.signIn("root", PASSWORD);

        assertThat(root.upload("/users/import", "username\nada\n".getBytes(StandardCharsets.UTF_8))
                        .location())
                .startsWith("/users/import/");
        assertThat(root.upload("/profile", "username\nada\n".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void logsAtMostOneLineForAnAbortedUpload() {
        Visitor root = visitor();
        root.signIn("root", PASSWORD);
        String cookie = root.cookies().stream()
                .map(each -> each.getName() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
        int before = instance.log().length();
        open(5, number -> OpenRequest.begin(
                        instance.port(),
                        "POST /users/import HTTP/1.1",
                        MULTIPART,
                        "Cookie: " + cookie,
                        "Content-Length: 100000")
                .send(FILE + "x".repeat(50_000)));
        await().until(() -> storedFiles() == 5);
        hangUp();
        await().until(() -> storedFiles() == 0);
        assertThat(instance.log().substring(before).lines()).hasSizeLessThanOrEqualTo(5);
    }

    private List<OpenRequest> open(int count, IntFunction<OpenRequest> begin) {
        IntStream.range(0, count).mapToObj(begin).forEach(requests::add);
        return requests;
    }

    private static Visitor visitor() {
        return new Visitor(instance.port());
    }

    private static long storedFiles() {
        return stored().filter(size -> size > 0).count();
    }

    private static long storedBytes() {
        return stored().mapToLong(Long::longValue).sum();
    }

    private static Stream<Long> stored() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(RefusedFilesIT::size).toList().stream();
        } catch (IOException | UncheckedIOException changing) {
            return Stream.of(-1L);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
