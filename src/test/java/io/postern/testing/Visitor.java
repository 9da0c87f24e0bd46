package io.postern.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Somebody at a browser without JavaScript: keeps cookies, reads forms, fills them in and sends them. Follows no redirect by itself. */
public final class Visitor {

    private final URI base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Visitor(int port) {
        this.base = URI.create("http://localhost:" + port);
        headers.put("Accept", "text/html");
        headers.put("Accept-Language", "en");
    }

    public Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** What came back. */
    public record Answer(int status, String location, String body, HttpResponse<String> response) {

        public Document page() {
            return Jsoup.parse(body);
        }

        /** The text of the error at a field. */
        public Optional<String> error(String field) {
            return page().select("[data-error-for=" + field + "]").stream()
                    .map(Element::text)
                    .findFirst();
        }

        /** The body of a page that was shown: what an error page or a redirect lacks says nothing. */
        public String shown() {
            if (status != 200 || page().select("main").isEmpty()) {
                throw new AssertionError("no page but " + status + " " + location + ": " + body);
            }
            return body;
        }

        public List<String> warnings() {
            shown();
            return page().select("[data-warning]").eachAttr("data-warning");
        }
    }

    public Answer get(String path) {
        return exchange(request(path).GET().build());
    }

    /** Opens the page, fills its form that posts to {@code action} and sends it; fields that are not named stay as the page has them. */
    public Answer submit(String page, String action, Map<String, String> fields) {
        return post(action, filled(get(page), action, fields));
    }

    /** Like {@link #submit} for a form that posts to its own page. */
    public Answer submit(String page, Map<String, String> fields) {
        return submit(page, page, fields);
    }

    /** The fields of a page's form as a browser would send them, with some filled in; a null value leaves a field out. */
    public static Map<String, String> filled(Answer answer, String action, Map<String, String> fields) {
        FormElement form = answer.page().forms().stream()
                .filter(each -> each.attr("action").split("[?]")[0].equals(action.split("[?]")[0]))
                .sorted(Comparator.comparing(each -> !each.attr("method").equalsIgnoreCase("post")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form for " + action + " in: " + answer.body()));
        Map<String, String> values = new LinkedHashMap<>();
        form.formData().forEach(field -> values.put(field.key(), field.value()));
        fields.forEach((name, value) -> {
            if (value == null) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        });
        return values;
    }

    public Answer post(String path, Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
        return postRaw(path, String.join("&", pairs));
    }

    public Answer postRaw(String path, String body) {
        return exchange(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Opens the page and sends a file by its form, whose field is {@code file}. */
    public Answer upload(String page, byte[] file) {
        String boundary = "boundary-of-parts";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf(page)
                        + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"users.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return exchange(request(page)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    public Answer send(String method, String path) {
        return exchange(request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    public Answer signIn(String username, String password) {
        return submit("/login", Map.of("username", username, "password", password));
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public String csrf(String page) {
        return get(page).page().select("input[name=_csrf]").attr("value");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
        headers.forEach(request::header);
        return request;
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Location").orElse(""),
                    response.body(),
                    response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
