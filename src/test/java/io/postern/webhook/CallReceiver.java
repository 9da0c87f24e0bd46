package io.postern.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A receiver of calls on this machine; answers 204 unless a test says otherwise. */
public final class CallReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Integer> next = new ConcurrentLinkedQueue<>();
    private volatile String refused = "\0";
    private volatile @Nullable String pause;

    /** What came. */
    public record Call(String path, String body, UnaryOperator<String> header) {

        public String id() {
            return header.apply("webhook-id");
        }
    }

    private CallReceiver(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
        server.createContext("/", this::take);
        server.start();
    }

    public static CallReceiver start() {
        return new CallReceiver(0);
    }

    /** The same one again, after it was closed. */
    public CallReceiver again() {
        return new CallReceiver(server.getAddress().getPort());
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What the next calls are answered, one after the other. */
    public CallReceiver answer(Integer... statuses) {
        next.addAll(List.of(statuses));
        return this;
    }

    /** A call whose body holds this is answered 400. */
    public CallReceiver refusing(String part) {
        refused = part;
        return this;
    }

    /** From now on calls are answered 429 with this in Retry-After; null ends that. */
    public CallReceiver limiting(@Nullable String seconds) {
        pause = seconds;
        return this;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(exchange.getRequestURI().toString(), body, name -> exchange.getRequestHeaders()
                    .getFirst(name)));
            Integer scripted = next.poll();
            String limit = pause;
            if (limit != null) {
                exchange.getResponseHeaders().set("Retry-After", limit);
                exchange.sendResponseHeaders(429, -1);
                return;
            }
            int status = scripted != null ? scripted : body.contains(refused) ? 400 : 204;
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
