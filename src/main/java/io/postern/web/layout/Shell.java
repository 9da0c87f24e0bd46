package io.postern.web.layout;

import io.postern.web.Banner;
import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import io.postern.web.ShellSettings;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** What the layout asks about the request. Templates know it as {@code @shell}. */
@Component
public final class Shell {

    /** What stands around the path in an address. */
    private static final Pattern PAGE = Pattern.compile("^[a-z]+://[^/]*|[?#].*$");

    private final HttpServletRequest request;
    private final PathRegistry paths;
    private final Clock clock;
    private final ObjectProvider<ShellSettings> settings;

    /** @param request a proxy for the request of the calling thread */
    Shell(HttpServletRequest request, PathRegistry paths, Clock clock, ObjectProvider<ShellSettings> settings) {
        this.request = request;
        this.paths = paths;
        this.clock = clock;
        this.settings = settings;
    }

    /** A page's title for the browser: its own, and the installation's name, since people may use several. */
    public String title(String page) {
        String name = installationName();
        return name.isEmpty() ? page : page + " · " + name;
    }

    /** What stands above every page. */
    public String brand() {
        String name = installationName();
        return name.isEmpty() ? "Postern" : name;
    }

    private String installationName() {
        return settings.getIfAvailable(() -> ShellSettings.UNKNOWN).name();
    }

    /** The colours as chosen: {@code light}, {@code dark} or {@code system}. */
    public String theme() {
        return ThemeController.chosen(request);
    }

    /** The colours of the first paint. Null if only the browser knows them. */
    public @Nullable String colours() {
        return "system".equals(theme()) ? null : theme();
    }

    /** The value of {@code aria-current} for a link to the path. Null if this page is neither that one nor below it. */
    public @Nullable String current(String path) {
        String here = path();
        if (here.equals(path)) {
            return "page";
        }
        return here.startsWith(path + "/") ? "true" : null;
    }

    /** Whether the reader has this page open. A part of it that is asked for by itself names the page in a header. */
    public boolean isOpen(String path) {
        String page = request.getHeader("HX-Current-URL");
        return page == null
                ? current(path) != null
                : PAGE.matcher(page).replaceAll("").equals(request.getContextPath() + path);
    }

    /** The message key of a link to the path. */
    public String linkTextKey(String path) {
        return paths.linkTextKey(path);
    }

    /** Whether the reader may open the page behind the link. */
    public boolean mayOpen(String link) {
        return Reader.signedIn()
                .filter(reader -> reader.mayOpen(paths.access(link)))
                .isPresent();
    }

    /** Where a form leads back to that only changes how pages look. The answer to a POST can't be opened again. */
    public String here() {
        if (!"GET".equals(request.getMethod())) {
            return "/";
        }
        String query = request.getQueryString();
        return query == null ? path() : path() + '?' + query;
    }

    /** Differs when the banners do. An open page sends it, and so hears only of changes. */
    public String mark(@Nullable Object banners) {
        return Integer.toHexString(Objects.hashCode(banners));
    }

    /** How often an open page asks for its banners: more often while one may soon be over. */
    public String askingAgain(List<Banner> banners) {
        if (banners.stream().anyMatch(Banner::brief)) {
            return "every 1s";
        }
        return banners.isEmpty() ? "every 10s" : "every 5s";
    }

    /** The name of the signed-in reader. Empty if nobody is signed in. */
    public String readerName() {
        return Reader.signedIn().map(Reader::displayName).orElse("");
    }

    /** By the server's clock, which a browser's need not agree with. */
    public Instant now() {
        return clock.instant();
    }

    /** The arguments of a message as an array: none, one or several. */
    public @Nullable Object[] arguments(@Nullable Object given) {
        if (given == null) {
            return new Object[0];
        }
        if (given instanceof Collection<?> several) {
            return several.toArray();
        }
        return given instanceof Object[] array ? array : new Object[] {given};
    }

    /** Whether the page can be opened again by its address, and shows what was asked for rather than why not. */
    public boolean isOpened() {
        Object status = request.getAttribute(View.RESPONSE_STATUS_ATTRIBUTE);
        return "GET".equals(request.getMethod())
                && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                && (status == null || HttpStatus.OK.equals(status));
    }

    /** The path of the page, without a query. */
    public String path() {
        return PathRegistry.path(request);
    }
}
