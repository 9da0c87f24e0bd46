package io.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.testing.Instance;
import io.postern.testing.OpenRequest;
import io.postern.testing.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that send bodies slowly, in part, or where none is wanted, against the running program. */
@Timeout(120)
class RequestBodiesIT {

    private static final String PASSWORD = "violet tractor under glass";
    private static final int MANY = 230;

    private static Instance instance;
    private final List<OpenRequest> requests = new ArrayList<>();

    @BeforeAll
    static void start() {
        instance = Instance.start(Map.of(
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

    /** Ways to make a thread wait. */
    enum Drip {
        FORM {
            @Override
            OpenRequest begin() {
                return OpenRequest.form(instance.port(), "/login", 100_000);
            }
        },
        CHUNKS {
            @Override
            OpenRequest begin() {
                return OpenRequest.begin(
                                instance.port(),
                                "POST /forgot-password HTTP/1.1",
                                "Content-Type: application/x-www-form-urlencoded",
                                "Transfer-Encoding: chunked")
                        .send("fff\r\n");
            }
        },
        CHUNK_HEADS {
            @Override
            OpenRequest begin() {
                return CHUNKS.begin().send("x".repeat(0xfff) + "\r\n1;");
            }
        },
        FILE {
            @Override
            OpenRequest begin() {
                return OpenRequest.begin(
                        instance.port(),
                        "POST /users/import HTTP/1.1",
                        "Content-Type: multipart/form-data; boundary=x",
                        "Content-Length: 100000");
            }
        },
        WHERE_NO_BODY_IS_EXPECTED {
            @Override
            OpenRequest begin() {
                return OpenRequest.begin(instance.port(), "GET /login HTTP/1.1", "Content-Length: 100000");
            }
        },
        AT_AN_ADDRESS_THAT_TOMCAT_REFUSES {
            @Override
            OpenRequest begin() {
                return OpenRequest.form(instance.port(), "/%ff", 100_000);
            }
        },
        HEADERS {
            @Override
            OpenRequest begin() {
                return OpenRequest.raw(instance.port(), "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
            }
        };

        abstract OpenRequest begin();
    }

    @Tag("case-153")
    @ParameterizedTest
    @EnumSource
    void othersAreAnsweredWhileManyDrip(Drip drip) throws Exception {
        open(MANY, number -> drip.begin());
        Thread dripping = drip();
        try {
            assertThat(visitor()
                            .with("Accept", "*/*")
                            .get("/actuator/health/liveness")
                            .status())
                    .isEqualTo(200);
            assertThat(visitor().signIn("root", PASSWORD).location()).isEqualTo("/");
            assertThat(visitor()
                            .submit("/forgot-password", Map.of("identifier", "root"))
                            .location())
                    .isEqualTo("/forgot-password?sent");
            assertThat(requests).as("still dripping").anyMatch(OpenRequest::isUnanswered);
        } finally {
            dripping.interrupt();
            dripping.join();
        }
    }

    @Test
    void aBodyThatDoesNotEndIsGivenUp() throws Exception {
        open(3, number -> Drip.values()[number].begin());
        Thread dripping = drip();
        try {
            assertThat(requests.get(0).status()).isEqualTo(408);
            assertThat(requests.get(1).status()).isEqualTo(408);
        } finally {
            dripping.interrupt();
            dripping.join();
        }
    }

    @Test
    void readsAChunkedBodyAndAnswersTheNextRequest() throws Exception {
        String body = "identifier=root&_csrf=";
        OpenRequest form = open(1, number -> OpenRequest.form(instance.port(), "/forgot-password", body.length()))
                .get(0);
        for (char each : body.toCharArray()) {
            form.send(String.valueOf(each));
            Thread.sleep(5);
        }
        assertThat(form.status()).as("no token").isEqualTo(403);

        OpenRequest two = OpenRequest.form(instance.port(), "/%ff", 3)
                .send("a=bGET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        requests.add(two);
        assertThat(two.status()).isEqualTo(400);

        OpenRequest next = OpenRequest.begin(instance.port(), "GET /login HTTP/1.1", "Content-Length: 3")
                .send("a=bGET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        requests.add(next);
        assertThat(next.answers()).containsExactly(200, 404);
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenOffBodyCostsOneLineAtMost(Drip drip) {
        int before = instance.log().length();
        open(20, number -> drip.begin().send("x".repeat(20)));
        hangUp();
        await().pollDelay(Duration.ofMillis(500))
                .until(() -> visitor().get("/login").status() == 200);
        assertThat(instance.log().substring(before).lines()).hasSizeLessThanOrEqualTo(20);
    }

    private List<OpenRequest> open(int count, IntFunction<OpenRequest> begin) {
        IntStream.range(0, count).mapToObj(begin).forEach(requests::add);
        return requests;
    }

    /** Sends a byte of each body from time to time. */
    private Thread drip() {
        List<OpenRequest> open = List.copyOf(requests);
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    open.forEach(each -> each.send("x"));
                    Thread.sleep(50);
                }
            } catch (InterruptedException enough) {
                // No more of them.
            }
        });
        thread.start();
        return thread;
    }

    private static Visitor visitor() {
        return new Visitor(instance.port());
    }
}
