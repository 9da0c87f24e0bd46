package io.postern.signin.session;

import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import io.postern.web.RetainedForm;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A form whose sender has to send it once more.
 *
 * @param page the path and query of the page that shows it; empty where nobody can tell
 * @param fields what was typed, but for secrets; none for a button that stands beside the page's form
 */
record SubmittedForm(String page, Map<String, String> fields) {

    SubmittedForm(@Nullable String page, @Nullable Map<String, String> fields) {
        this.page = page == null ? "" : page;
        this.fields = fields == null ? Map.of() : fields;
    }

    static SubmittedForm of(HttpServletRequest request, PathRegistry paths) {
        String page = page(request, paths);
        boolean itsForm = paths.isFormOf(path(page), below(request.getRequestURI(), request));
        return new SubmittedForm(page, itsForm ? RetainedForm.of(request, page).fields() : Map.of());
    }

    /** The same at an address that nothing else has asked for yet. */
    SubmittedForm atUniqueAddress() {
        return new SubmittedForm(page + (page.indexOf('?') < 0 ? "?" : "&") + "again=true", fields);
    }

    /** For the next time that its page is shown: what was typed, and why it was not carried out. */
    void storeForRedisplay(String notice, HttpServletRequest request, HttpServletResponse response) {
        FlashMap flash = new FlashMap();
        flash.put("notice", notice);
        if (!fields.isEmpty()) {
            flash.put(RetainedForm.ATTRIBUTE, new RetainedForm(page, fields));
        }
        flash.setTargetRequestPath(request.getContextPath() + path(page));
        flash.addTargetRequestParams(
                UriComponentsBuilder.fromUriString(page).build().getQueryParams());
        flash.startExpirationPeriod(180);
        new SessionFlashMapManager().saveOutputFlashMap(flash, request, response);
    }

    /** In this answer, where the form's address is that of its page: what was typed, and why it was not carried out. */
    void showNow(String notice, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        FlashMap flash = new FlashMap();
        flash.put("notice", notice);
        flash.put(RetainedForm.ATTRIBUTE, new RetainedForm(page, fields));
        request.setAttribute(DispatcherServlet.INPUT_FLASH_MAP_ATTRIBUTE, flash);
        HttpServletRequest get = new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }
        };
        request.getRequestDispatcher(request.getServletPath()).forward(get, response);
    }

    /** By the Referer, of which the path alone is read. */
    private static String page(HttpServletRequest request, PathRegistry paths) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        try {
            URI page = URI.create(referer == null ? "" : referer);
            String path = page.getRawPath();
            if (path == null || !path.startsWith(request.getContextPath() + "/")) {
                return "";
            }
            String query = page.getRawQuery();
            String asked = paths.pageAt(below(path, request)) + (query == null ? "" : "?" + query);
            if (path.equals(request.getRequestURI())) {
                asked = paths.freshForm(asked);
            }
            return Redirects.isLocal(asked) ? asked : "";
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static String below(String path, HttpServletRequest request) {
        return path.substring(request.getContextPath().length());
    }

    private static String path(String page) {
        return page.split("[?]", 2)[0];
    }
}
