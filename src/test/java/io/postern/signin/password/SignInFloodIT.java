package io.postern.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.AtOnce;
import io.postern.testing.Instance;
import io.postern.testing.RawHttp;
import io.postern.testing.Visitor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each password that is compared takes 19 MiB: two hundred at once would be sixteen heaps of the size that Postern is run with. */
class SignInFloodIT {

    private static final int AT_ONCE = 200;
    private static final String PASSWORD = "violet tractor under glass";

    @TempDir
    private Path folder;

    @Test
    void survivesTwoHundredSignInsIn256Megabytes() throws Exception {
        try (Instance instance = Instance.start(Map.of(
                        "spring.datasource.url", "jdbc:h2:file:" + folder.resolve("postern") + ";WRITE_DELAY=0",
                        "postern.trusted-proxies", "127.0.0.1",
                        "postern.public-url", "http://localhost",
                        "postern.admin.username", "root",
                        "postern.admin.email", "root@postern.example",
                        "postern.admin.password", PASSWORD))
                .awaitReady()) {
            Visitor root = new Visitor(instance.port());
            assertThat(root.signIn("root", PASSWORD).status()).isEqualTo(303);

            CompletableFuture<List<Integer>> flood = CompletableFuture.supplyAsync(() -> flood(instance.port()));
            Set<Integer> meanwhile = new HashSet<>();
            do {
                for (String page : List.of("/login", "/forgot-password", "/users")) {
                    meanwhile.add(root.get(page).status());
                }
            } while (!flood.isDone());

            assertThat(flood.get())
                    .allMatch(status -> status == 422 || status == 503)
                    .contains(422);
            assertThat(meanwhile).containsOnly(200);
            assertThat(instance.log()).doesNotContain("OutOfMemoryError");
            assertThat(new Visitor(instance.port()).signIn("root", PASSWORD).status())
                    .isEqualTo(303);
            assertThat(new Visitor(instance.port())
                            .with("Accept", "*/*")
                            .get("/actuator/health")
                            .body())
                    .isEqualTo("{\"status\":\"UP\"}");
        }
    }

    /** Each from an address of its own and by a name of its own, so that nothing is throttled. */
    private static List<Integer> flood(int port) {
        Visitor form = new Visitor(port);
        String csrf = form.csrf("/login");
        String cookie = "CSRF=" + form.cookies().get(0).getValue();
        List<Callable<Integer>> signIns = IntStream.range(0, AT_ONCE)
                .<Callable<Integer>>mapToObj(number -> () -> {
                    String body = "username=nobody" + number + "&password=wrong&_csrf=" + Visitor.encode(csrf);
                    return RawHttp.send(
                                    port,
                                    List.of(
                                            "POST /login HTTP/1.1",
                                            "Host: localhost",
                                            "Connection: close",
                                            "X-Forwarded-For: 198.51.100." + number,
                                            "Cookie: " + cookie,
                                            "Content-Type: application/x-www-form-urlencoded",
                                            "Content-Length: " + body.length()),
                                    body)
                            .status();
                })
                .toList();
        try {
            return AtOnce.all(signIns);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
