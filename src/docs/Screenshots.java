import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the README's pictures from a running try-out, with nothing but a JDK, Chromium and ChromeDriver. In the folder of the
 * repository:
 *
 * <pre>
 * ./mvnw spring-boot:test-run
 * java src/docs/Screenshots.java [http://localhost:8080]
 * </pre>
 */
class Screenshots {

    private static final String TEST = "document.getElementById('send-test').click()";
    private static final Path FOLDER = Path.of("src/docs");
    private static final Pattern VALUE = Pattern.compile("\"value\":\\s*\"([A-Za-z0-9+/=]*+)\"");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String site;
    private final String driver;
    private String session = "";

    private Screenshots(String site, String driver) {
        this.site = site;
        this.driver = driver;
    }

    public static void main(String[] arguments) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process chromeDriver = new ProcessBuilder("chromedriver", "--port=" + port).start();
        try {
            String site = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
            new Screenshots(site, "http://localhost:" + port).make();
        } finally {
            chromeDriver.destroy();
        }
    }

    private void make() throws Exception {
        open();
        try {
            visit("/login");
            run("document.querySelector('[data-demo-account=ada]').click(); document.querySelector('main form').submit()");
            await("location.pathname === '/overview'");

            // Something to show: two people forgot their password, and one typed a name that nobody has.
            for (String name : new String[] {"grete", "otto", "somebody"}) {
                visit("/forgot-password");
                run("document.querySelector('[name=identifier]').value = '" + name
                        + "'; document.querySelector('main form').submit()");
                await("location.search === '?sent'");
            }

            visit("/settings/mail");
            run(TEST);
            await("document.querySelector('[data-outcome=accepted]')");
            visit("/overview");
            picture("overview.png");

            // The try-out's server knows no TLS.
            visit("/settings/mail");
            run("document.querySelector('[name=sslEnabled][type=checkbox]').click(); " + TEST);
            await("document.querySelector('[data-stage][data-state=failed]')");
            await("document.querySelector('[data-outcome]')");
            run("scrollTo(0, 0)");
            picture("settings-mail.png");
        } finally {
            ask("DELETE", "/session/" + session, null);
        }
    }

    private void open() throws Exception {
        String capabilities =
                """
                {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox",
                "--disable-gpu", "--hide-scrollbars", "--window-size=1440,900", "--lang=en-GB"]}}}}
                """;
        for (int attempt = 0; ; attempt++) {
            try {
                Matcher id = SESSION.matcher(ask("POST", "/session", capabilities));
                if (!id.find()) {
                    throw new IllegalStateException("Chromium did not start");
                }
                session = id.group(1);
                return;
            } catch (IOException notYet) {
                if (attempt == 50) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }

    private void visit(String path) throws Exception {
        ask("POST", "/session/" + session + "/url", "{\"url\": " + quoted(site + path) + "}");
    }

    private String run(String script) throws Exception {
        return ask("POST", "/session/" + session + "/execute/sync", "{\"args\": [], \"script\": " + quoted(script) + "}");
    }

    private void await(String condition) throws Exception {
        for (int attempt = 0; attempt < 300; attempt++) {
            if (run("return !!(" + condition + ")").contains("true")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("waited in vain for " + condition);
    }

    private void picture(String name) throws Exception {
        // Until the icons and what the page asks for later are there.
        Thread.sleep(1500);
        Matcher base64 = VALUE.matcher(ask("GET", "/session/" + session + "/screenshot", null));
        if (!base64.find()) {
            throw new IllegalStateException("no picture for " + name);
        }
        Path file = FOLDER.resolve(name);
        Files.write(file, Base64.getDecoder().decode(base64.group(1)));
        System.out.println(file + ": " + Files.size(file) / 1000 + " kB");
    }

    private String ask(String method, String path, String body) throws Exception {
        HttpRequest.BodyPublisher sent =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(driver + path)).method(method, sent).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
