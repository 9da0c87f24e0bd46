package io.postern.web.layout;

import io.postern.web.RenderedPageCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Keeps one rendering for each language, theme and name of the installation. */
@Component
final class LayoutPageCache implements RenderedPageCache {

    private static final String CSRF = CsrfToken.class.getName();
    private static final String HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8).toString();

    private final ThymeleafViewResolver templates;
    private final Shell shell;
    private final Map<Key, String> cache = new ConcurrentHashMap<>();

    /** Stands for the token in a kept page. Nobody can guess it and write it into a text that a page shows. */
    private final String placeholder = UUID.randomUUID().toString();

    LayoutPageCache(ThymeleafViewResolver templates, Shell shell) {
        this.templates = templates;
        this.shell = shell;
    }

    private record Key(String template, Map<String, ?> model, Locale language, String theme, String title) {}

    @Override
    public View page(String template, Map<String, ?> model) {
        return (ofRequest, request, response) -> {
            CsrfToken token = (CsrfToken) Objects.requireNonNull(request.getAttribute(CSRF));
            Key key = new Key(
                    template, model, RequestContextUtils.getLocale(request), shell.theme(), shell.title(template));
            String page = cache.get(key);
            if (page == null) {
                request.setAttribute(
                        CSRF, new DefaultCsrfToken(token.getHeaderName(), token.getParameterName(), placeholder));
                try {
                    page = render(key, request, response);
                } finally {
                    request.setAttribute(CSRF, token);
                }
                cache.put(key, page);
            }
            response.setContentType(HTML);
            response.getOutputStream()
                    .write(page.replace(placeholder, token.getToken()).getBytes(StandardCharsets.UTF_8));
        };
    }

    private String render(Key key, HttpServletRequest request, HttpServletResponse response) throws Exception {
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        View view = Objects.requireNonNull(templates.resolveViewName(key.template(), key.language()));
        view.render(key.model(), request, page);
        return new String(page.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
