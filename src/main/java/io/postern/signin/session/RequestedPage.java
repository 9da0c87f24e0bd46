package io.postern.signin.session;

import io.postern.installation.SecureRequests;
import io.postern.web.PathRegistry;
import io.postern.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;

/**
 * The page that somebody asked for before signing in, or whose form they sent after their session had ended, in a cookie: an
 * anonymous visitor makes no session. Only its path is kept, so that neither a Host header nor a proxy's plain HTTP decides where a
 * sign-in leads.
 */
@Component
public class RequestedPage implements RequestCache {

    private static final int LONGEST = 2000;

    private final TextCookie cookie;
    private final PathRegistry paths;

    RequestedPage(SecureRequests secure, PathRegistry paths) {
        this.paths = paths;
        this.cookie = new TextCookie("wanted", secure);
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        boolean isPage = "GET".equals(request.getMethod()) && !isPartOfPage(request);
        // That a form is one of ours, its token has shown.
        String page = isPage
                ? pathAndQuery(request)
                : SubmittedForm.of(request, paths).page();
        if (isForPeople(request) && !page.isEmpty() && page.length() <= LONGEST) {
            cookie.write(page, request, response);
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return cookie.read(request)
                .filter(Redirects::isLocal)
                .map(SimpleSavedRequest::new)
                .orElse(null);
    }

    /** A page is requested again; nothing of the first request is kept for it. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        cookie.remove(request, response);
    }

    private static String pathAndQuery(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        return query == null ? path : path + "?" + query;
    }

    private static boolean isPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static boolean isForPeople(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return isPartOfPage(request) || (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE));
    }
}
