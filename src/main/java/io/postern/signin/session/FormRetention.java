package io.postern.signin.session;

import io.postern.installation.SecureRequests;
import io.postern.users.SignedInUser;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what was typed into a form that was refused because its session had ended or its token was stale. Secrets are not kept.
 * The form of an ended session waits in a cookie, since a visitor who is not signed in has no session. It is shown once, to the
 * account that was signed in here last.
 */
@Component
public class FormRetention {

    /** In bytes. Beside the other cookies it must fit into what proxies take for headers, often 4 kB. */
    private static final int LONGEST = 1500;

    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final TextCookie lastUser;
    private final TextCookie unsent;
    private final PathRegistry paths;
    private final JsonMapper json;
    private final Clock clock;

    FormRetention(SecureRequests secure, PathRegistry paths, JsonMapper json, Clock clock) {
        this.lastUser = new TextCookie("reader", secure);
        this.unsent = new TextCookie("unsent", secure);
        this.paths = paths;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What the cookie holds.
     *
     * @param reader the account that was signed in here last
     * @param tooLong whether what was typed did not fit
     */
    record Unsent(String reader, Instant at, boolean tooLong, RetainedForm form) {}

    /**
     * The form that the request sends. Its page is empty where the Referer does not tell it. It has no fields where they are those of a
     * button beside the page's form.
     */
    RetainedForm sent(HttpServletRequest request) {
        String page = page(request);
        return paths.isFormOf(path(page), PathRegistry.path(request))
                ? RetainedForm.of(request, page)
                : new RetainedForm(page, Map.of());
    }

    /**
     * Shows the form again the next time that its page is opened.
     *
     * @param notice the key of why it was not carried out
     */
    void showOnPage(RetainedForm form, String notice, HttpServletRequest request, HttpServletResponse response) {
        FlashMap flash = flash(form, notice);
        flash.setTargetRequestPath(request.getContextPath() + path(form.page()));
        flash.addTargetRequestParams(
                UriComponentsBuilder.fromUriString(form.page()).build().getQueryParams());
        flash.startExpirationPeriod(180);
        new SessionFlashMapManager().saveOutputFlashMap(flash, request, response);
    }

    /** Shows the form again in this answer. Its address must be that of its page. */
    void showNow(RetainedForm form, String notice, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(DispatcherServlet.INPUT_FLASH_MAP_ATTRIBUTE, flash(form, notice));
        HttpServletRequest get = new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }
        };
        request.getRequestDispatcher(request.getServletPath()).forward(get, response);
    }

    /** Keeps the form of a request without a session until the sign-in, if somebody was signed in here before. */
    void keep(HttpServletRequest request, HttpServletResponse response) {
        RetainedForm form = sent(request);
        Optional<String> last = lastUser.read(request);
        if (!"POST".equals(request.getMethod()) || form.page().isEmpty() || last.isEmpty()) {
            return;
        }
        String text = json.writeValueAsString(new Unsent(last.get(), clock.instant(), false, form));
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            RetainedForm withoutFields = new RetainedForm(form.page(), Map.of());
            text = json.writeValueAsString(new Unsent(last.get(), clock.instant(), true, withoutFields));
        }
        unsent.write(text, request, response);
    }

    /** The form that the sign-in page mentions. */
    public Optional<Unsent> find(HttpServletRequest request) {
        return unsent.read(request)
                .flatMap(this::read)
                .filter(kept -> kept.at().plus(LIFETIME).isAfter(clock.instant()));
    }

    /** After a sign-in: shows the form again to the account that sent it. */
    void restore(SignedInUser user, HttpServletRequest request, HttpServletResponse response) {
        find(request).filter(kept -> kept.reader().equals(user.getName())).ifPresent(kept -> {
            String notice = kept.tooLong() ? "signin.unsent.lost" : "signin.unsent.check";
            showOnPage(kept.form(), notice, request, response);
        });
        unsent.remove(request, response);
        lastUser.write(user.getName(), request, response);
    }

    private Optional<Unsent> read(String text) {
        try {
            return Optional.ofNullable(json.readValue(text, Unsent.class))
                    .filter(read -> read.reader() != null && read.at() != null && read.form() != null);
        } catch (JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private static FlashMap flash(RetainedForm form, String notice) {
        FlashMap flash = new FlashMap();
        flash.put("notice", notice);
        if (!form.fields().isEmpty()) {
            flash.put(RetainedForm.ATTRIBUTE, form);
        }
        return flash;
    }

    /** By the path and query of the Referer. */
    private String page(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        try {
            URI page = URI.create(referer == null ? "" : referer);
            String path = page.getRawPath();
            if (path == null || !path.startsWith(request.getContextPath() + "/")) {
                return "";
            }
            String query = page.getRawQuery();
            String below = path.substring(request.getContextPath().length());
            String asked = paths.pageAt(below) + (query == null ? "" : "?" + query);
            if (path.equals(request.getRequestURI())) {
                asked = paths.freshForm(asked);
            }
            return Redirects.isLocal(asked) ? asked : "";
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static String path(String page) {
        return page.split("[?]", 2)[0];
    }
}
