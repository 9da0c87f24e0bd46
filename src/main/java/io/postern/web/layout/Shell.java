package io.postern.web.layout;

import io.postern.web.PathRegistry;
import io.postern.web.Reader;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** What the layout asks about the request at hand; templates know it as {@code @shell}. */
@Component
public final class Shell {

    private final HttpServletRequest request;
    private final PathRegistry paths;

    /** @param request stands for the request of the thread that asks */
    Shell(HttpServletRequest request, PathRegistry paths) {
        this.request = request;
        this.paths = paths;
    }

    /** The colours as chosen: {@code light}, {@code dark} or {@code system}. */
    public String theme() {
        Cookie cookie = WebUtils.getCookie(request, ThemeController.COOKIE);
        return Theme.named(cookie == null ? null : cookie.getValue()).value();
    }

    /** The colours to begin with; null while only the browser knows. */
    public @Nullable String colours() {
        return "system".equals(theme()) ? null : theme();
    }

    /** The value of {@code aria-current} for a link to the path: the page itself, one below it, or neither (null). */
    public @Nullable String current(String path) {
        String here = path();
        if (here.equals(path)) {
            return "page";
        }
        return here.startsWith(path + "/") ? "true" : null;
    }

    /** The key of what a link to the path says. */
    public String linkTextKey(String path) {
        return paths.linkTextKey(path);
    }

    /** Where a form that changes only the look leads back to. The answer to a POST can't be asked for again. */
    public String here() {
        if (!"GET".equals(request.getMethod())) {
            return "/";
        }
        String query = request.getQueryString();
        return query == null ? path() : path() + '?' + query;
    }

    /** The name of the signed-in reader; empty while nobody is. */
    public String readerName() {
        return Reader.signedIn().map(Reader::displayName).orElse("");
    }

    /** Arguments of a message as an array, whether one, several or none were given. */
    public @Nullable Object[] arguments(@Nullable Object given) {
        if (given == null) {
            return new Object[0];
        }
        if (given instanceof Collection<?> several) {
            return several.toArray();
        }
        return given instanceof Object[] array ? array : new Object[] {given};
    }

    private String path() {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
