package io.postern.signin.session;

import io.postern.installation.SecureRequests;
import io.postern.users.SignedInUser;
import io.postern.web.PathRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was typed into a form that was sent after its session had ended, but for secrets: kept in a cookie, since an
 * anonymous visitor makes no session, and shown once to the one account that was signed in here last.
 */
@Component
public class ExpiredSessionForm {

    /** In bytes. Beside the other cookies it must fit into what proxies take for headers, often 4 kB. */
    private static final int LONGEST = 1500;

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final TextCookie readerCookie;
    private final TextCookie formCookie;
    private final PathRegistry paths;
    private final JsonMapper json;
    private final Clock clock;

    ExpiredSessionForm(SecureRequests secure, PathRegistry paths, JsonMapper json, Clock clock) {
        this.readerCookie = new TextCookie("reader", secure);
        this.formCookie = new TextCookie("unsent", secure);
        this.paths = paths;
        this.json = json;
        this.clock = clock;
    }

    /**
     * As the cookie has it.
     *
     * @param reader who was signed in here last
     * @param tooLong whether what was typed had to be left out
     */
    record StoredForm(String reader, Instant at, boolean tooLong, SubmittedForm form) {}

    /** Stores the form of a request without a session, if somebody was signed in here before. */
    void store(HttpServletRequest request, HttpServletResponse response) {
        SubmittedForm sent = SubmittedForm.of(request, paths);
        Optional<String> last = readerCookie.read(request);
        if (!"POST".equals(request.getMethod()) || sent.page().isEmpty() || last.isEmpty()) {
            return;
        }
        String text = json.writeValueAsString(new StoredForm(last.get(), clock.instant(), false, sent));
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            SubmittedForm withoutFields = new SubmittedForm(sent.page(), Map.of());
            text = json.writeValueAsString(new StoredForm(last.get(), clock.instant(), true, withoutFields));
        }
        formCookie.write(text, request, response);
    }

    /** The form that the sign-in page mentions. */
    public Optional<StoredForm> find(HttpServletRequest request) {
        return formCookie.read(request).flatMap(this::read).filter(stored -> stored.at()
                .plus(LIFETIME)
                .isAfter(clock.instant()));
    }

    /** After a sign-in: the form is shown again to the account that sent it. */
    void restore(SignedInUser user, HttpServletRequest request, HttpServletResponse response) {
        find(request).filter(stored -> stored.reader().equals(user.getName())).ifPresent(stored -> stored.form()
                .storeForRedisplay(stored.tooLong() ? "signin.unsent.lost" : "signin.unsent.check", request, response));
        formCookie.remove(request, response);
        readerCookie.write(user.getName(), request, response);
    }

    private Optional<StoredForm> read(String text) {
        try {
            StoredForm read = json.readValue(text, StoredForm.class);
            boolean whole = read != null && read.reader() != null && read.at() != null && read.form() != null;
            return whole ? Optional.of(read) : Optional.empty();
        } catch (JacksonException notOurs) {
            return Optional.empty();
        }
    }
}
