package io.postern.webhook.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.postern.mail.smtp.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chat with a certificate of the tests' own authority. */
final class ChatReceiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpsServer server;
    private final ChatProduct product;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();

    ChatReceiver(ChatProduct product) {
        this.product = product;
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException noPort) {
            throw new AssertionError(noPort);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(TestCertificates.good()));
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }

    /** What was posted into the chat. */
    List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            JsonNode body = JSON.readTree(sent);
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            ChatProduct.Answer answer = type != null && type.startsWith("application/json")
                    ? product.judge(exchange.getRequestURI().getPath(), body, sent.length)
                    : new ChatProduct.Answer(415, "");
            if (answer.status() / 100 == 2) {
                taken.add(body);
            }
            byte[] said = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), said.length == 0 ? -1 : said.length);
            if (said.length > 0) {
                exchange.getResponseBody().write(said);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
